"""Notices of non-delivery as servers write them: Postfix, Exim, Exchange, QQ, 163, and others."""

from __future__ import annotations

POSTFIX = """Return-Path: <>
Delivered-To: {to}
Date: Mon, 2 Mar 2026 09:00:00 +0800 (CST)
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"
Message-Id: <20260302010000.{name}@mx.example.org>

--b1
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 2 Mar 2026 08:59:59 +0800 (CST)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 {status} <{address}>: Recipient address
    rejected: User unknown

--b1
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: portal@zsa.example.org
To: {address}
Subject: Submitted
Message-ID: {id}

Look.

--b1--
"""

EXIM = """Return-path: <>
From: Mail Delivery System <Mailer-Daemon@exim.example.org>
To: {to}
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: {address}
Auto-Submitted: auto-replied
Message-Id: <E1w-{name}@exim.example.org>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {address}
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

Message-ID: {id}
"""

EXIM_SAID = EXIM.replace(
    "Unrouteable address",
    "host mail.example.org [192.0.2.5]\n    SMTP error from remote mail server after RCPT TO:\n"
    "    550 5.1.1 No such user",
)

QQ = """From: PostMaster@qq.com
To: {to}
Subject: =?gb18030?B?z7XNs83L0MU=?=
MIME-Version: 1.0
Content-Type: text/html; charset=gb18030
Message-ID: <tencent_{name}@qq.com>

<p>很抱歉您发送的邮件被退回，以下是该邮件的相关信息：</p>
<td>退信原因</td><td>收件人邮件地址（{address}）不存在，邮件无法送达。</td>
<td>host mx.qq.com said: 550 Mailbox not found.</td>
<td>{id}</td>
"""

NETEASE = """From: postmaster@163.com
To: {to}
Subject: =?utf-8?B?57O757uf6YCA5L+hL1N5c3RlbXMgYm91bmNl?=
Content-Type: text/plain; charset=utf-8
References: {id}
Message-ID: <coremail.{name}@163.com>

抱歉，您的邮件被退回来了……
收件人 {address} 退信原因 552 5.2.2 Mailbox full
"""

VACATION = """From: Li <{address}>
To: {to}
Subject: Out of office
Auto-Submitted: auto-replied
In-Reply-To: {id}
Message-ID: <v{name}@example.org>

I am away. Error 550 5.1.1 is my favourite number.
"""

WORDS = """From: Li <{address}>
To: {to}
Subject: Re: Submitted
In-Reply-To: {id}
Message-ID: <w{name}@example.org>

550 5.1.1 Thank you.
"""


def letter(kind: str, mail, *, to="returns@zsa.example.org", name="1", **fields: str) -> bytes:
    """A notice about a mail of ours; ``to`` is the address that it came to."""
    charset = "gb18030" if "charset=gb18030" in kind else "utf-8"
    given = {"action": "failed", "status": "5.1.1", "address": mail.address}
    given |= {"to": to, "name": name, "id": mail.rfc_message_id}
    return kind.format(**(given | fields)).encode(charset)
