"""The table of hostile files: a kind, what is done to it, and the words that refuse or clean it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.zsa_portal.documents import making
from zsa_portal.documents.contents.ofd import NAMESPACE

PROGRAM = b"MZ\x90\x00" + b"\0" * 600
ZIP = making.zip_bytes({"a.txt": b"a"})
HIDDEN = "other data hidden"
CARRIES = "carries another file"
FETCHES = "fetches a part of itself"
LAUNCHES = "contains a link that starts"
ACTIVE = "controls or fields"
MACROS = "contains macros"
SCRIPTS = "contains scripts"
DTD = "declares a document type"
DAMAGED = "is no readable"
OUTSIDE = "outside the archive"
BOMB = "far more data"
LOCKED = "protected by a password"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OUTER = b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'


class Row(NamedTuple):
    """A file as it is sent, and what is said of it; ``cleaned`` ones are kept without the attack."""

    name: str
    made: Callable[[], bytes]
    words: str
    cleaned: bool = False


def edited(data: bytes, changes: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """A zip with members replaced, changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", 8) as after:
        for name in [*before.namelist(), *(one for one in changes if one not in before.namelist())]:
            change = changes.get(name)
            old = before.read(name) if name in before.namelist() else b""
            after.writestr(
                name, change(old) if callable(change) else old if change is None else change
            )
    return out.getvalue()


def related(
    kind: str, target: str, *, part: str = "word/_rels/document.xml.rels", outside: bool = True
):
    """A Word file with one more relation."""
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="rX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    whole = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{line}</Relationships>'

    def add(old: bytes) -> bytes:
        return (
            old.replace(b"</Relationships>", line.encode() + b"</Relationships>") or whole.encode()
        )

    return edited(making.docx_bytes(), {part: add})


def templated(target: str) -> bytes:
    """A Word file begun with a template."""
    with_line = related("attachedTemplate", target, part="word/_rels/settings.xml.rels")
    mention = b'<w:attachedTemplate r:id="rX" xmlns:r="x"/></w:settings>'
    return edited(
        with_line, {"word/settings.xml": lambda old: old.replace(b"</w:settings>", mention)}
    )


def with_body(inner: str) -> bytes:
    """A Word file with something more in its body."""
    return edited(
        making.docx_bytes(),
        {"word/document.xml": lambda old: old.replace(b"<w:sectPr", inner.encode() + b"<w:sectPr")},
    )


def field(*runs: str) -> bytes:
    """A Word file with a field whose instruction is spread over runs."""
    words = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return with_body(f"<w:p>{begin}{words}</w:p>")


def package_object(described: bytes = b"OLE Package\0Package\0") -> bytes:
    """An OLE object that is a file packed as it is."""
    return making.ole_bytes({"\x01Ole10Native": b"cmd.exe", "\x01CompObj": described})


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF, changed."""
    with pikepdf.open(io.BytesIO(making.pdf_bytes())) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def annotated(action: dict[str, Any], subtype: str = "/Link", **more: Any) -> bytes:
    """A PDF with a link, or another mark on its page, that acts."""

    def change(document: pikepdf.Pdf) -> None:
        mark = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=[0, 0, 9, 9], **more)
        if action:
            mark.A = Dictionary(**action)
        document.pages[0].Annots = Array([mark])

    return pdf(change)


def _attach(document: pikepdf.Pdf) -> None:
    document.attachments["evil.exe"] = PROGRAM


def _attach_at_page(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(PROGRAM, Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F="evil.exe", EF=Dictionary(F=stream))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
    document.pages[0].Annots = Array([mark])


def _portfolio(document: pikepdf.Pdf) -> None:
    document.Root.Collection = Dictionary(View=Name.T)


def _form_of_xml(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=[], XFA=document.make_stream(b"<x/>"))


def _named_script(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", action])))


def _on_leaving(document: pikepdf.Pdf) -> None:
    document.pages[0].AA = Dictionary(C=Dictionary(S=Name.JavaScript, JS="x()"))


def _deep(document: pikepdf.Pdf) -> None:
    inner = Dictionary(S=Name.JavaScript)
    for _level in range(60):
        inner = Dictionary(A=inner)
    document.Root.Deep = inner


def _data_elsewhere(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"")
    stream["/F"] = Dictionary(Type=Name.Filespec, F="\\\\server\\share\\a.bin")
    document.Root.Away = stream


def ofd_bytes(**more: bytes) -> bytes:
    """An OFD document of one empty page."""
    head = f'<ofd:OFD xmlns:ofd="{NAMESPACE}" DocType="OFD" Version="1.0">'
    body = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts = {
        "OFD.xml": f"{head}{body}</ofd:OFD>".encode(),
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{NAMESPACE}"/>'.encode(),
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page xmlns:ofd="{NAMESPACE}"/>'.encode(),
    }
    return making.zip_bytes({**parts, **more})


def _ofd_acting(action: str) -> bytes:
    page = f'<ofd:Page xmlns:ofd="{NAMESPACE}"><ofd:Action>{action}</ofd:Action></ofd:Page>'
    return ofd_bytes(**{"Doc_0/Pages/Page_0/Content.xml": page.encode()})


def _ofd_attached() -> bytes:
    inner = (
        f'<ofd:Attachments xmlns:ofd="{NAMESPACE}"><ofd:Attachment Name="evil"/></ofd:Attachments>'
    )
    return ofd_bytes(**{"Doc_0/Attachs/Attachments.xml": inner.encode()})


def member(name: str, mode: int = 0, data: bytes = b"a") -> bytes:
    """A zip with a member of any name and file mode."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename, info.external_attr = name, mode << 16
        archive.writestr(info, data)
    return out.getvalue()


def twice(*names: str) -> bytes:
    """A zip with members of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"a")
    return out.getvalue()


def in_between(data: bytes, hidden: bytes) -> bytes:
    """A zip with bytes between its last member and its directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
    out = bytearray(data[:at] + hidden + data[at:])
    struct.pack_into("<I", out, len(out) - 6, at + len(hidden))
    return bytes(out)


def commented(data: bytes, comment: bytes) -> bytes:
    """A zip with a comment behind its end record."""
    return data[:-2] + struct.pack("<H", len(comment)) + comment


def renamed_within(data: bytes) -> bytes:
    """A zip whose first member is called otherwise where it begins."""
    return data.replace(b"a.txt", b"b.exe", 1)


def two_names_of_one(data: bytes) -> bytes:
    """A zip with two directory entries that share one member's bytes."""
    out = bytearray(data)
    entries = data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02")
    first = struct.unpack_from("<I", out, entries[0] + 42)
    struct.pack_into("<I", out, entries[1] + 42, *first)
    return bytes(out)


def with_comment_segment(data: bytes, words: bytes) -> bytes:
    """A JPEG with a comment right behind its beginning."""
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + data[2:]


def workbook_of_macros() -> bytes:
    """An old workbook with a sheet of Excel 4 macros."""
    bof = struct.pack("<HH16s", 0x0809, 16, b"\0" * 16)
    sheet = struct.pack("<HHIBBB", 0x0085, 8, 0, 0, 1, 1) + b"\0"
    return making.ole_bytes({"Workbook": bof + sheet + struct.pack("<HH", 0x000A, 0)})


def docx_with(name: str, data: bytes) -> bytes:
    """A Word file with one more member."""
    return making.with_member(making.docx_bytes(), name, data)


def xlsx_with(name: str, data: bytes) -> bytes:
    """An Excel file with one more member."""
    return making.with_member(making.xlsx_bytes(), name, data)


def odt_with(content: str) -> bytes:
    """An OpenDocument text whose body is this."""
    return making.odt_bytes(**{"content.xml": f"<office:body>{content}</office:body>".encode()})


def word(**more: bytes) -> bytes:
    """A Word 97 document with more streams."""
    return making.ole_bytes({"WordDocument": making.word_head(), **more})


DOCX, PDF, ODT = making.docx_bytes, making.pdf_bytes, making.odt_bytes
JPEG, PNG = (lambda: making.image_bytes("JPEG")), (lambda: making.image_bytes("PNG"))
RLO = "a\u202efdp.txt"

ROWS = [
    # PDF
    Row("attached.pdf", lambda: pdf(_attach), CARRIES),
    Row("attached-at-page.pdf", lambda: pdf(_attach_at_page), CARRIES),
    Row("portfolio.pdf", lambda: pdf(_portfolio), CARRIES),
    Row("xfa.pdf", lambda: pdf(_form_of_xml), SCRIPTS),
    Row("named-script.pdf", lambda: pdf(_named_script), SCRIPTS),
    Row("leaving-script.pdf", lambda: pdf(_on_leaving), SCRIPTS),
    Row("deep-script.pdf", lambda: pdf(_deep), DAMAGED),
    Row("opens-script.pdf", lambda: PDF(action={"S": Name.JavaScript, "JS": "x()"}), SCRIPTS),
    Row("link-launches.pdf", lambda: annotated({"S": Name.Launch, "F": "cmd.exe"}), SCRIPTS),
    Row("link-submits.pdf", lambda: annotated({"S": Name.SubmitForm, "F": "http://x"}), SCRIPTS),
    Row("link-imports.pdf", lambda: annotated({"S": Name.ImportData, "F": "a.fdf"}), SCRIPTS),
    Row("film.pdf", lambda: annotated({}, "/RichMedia"), SCRIPTS),
    Row("screen.pdf", lambda: annotated({"S": Name.Rendition}, "/Screen"), SCRIPTS),
    Row("uri-file.pdf", lambda: annotated({"S": Name.URI, "URI": "file:///C:/a.exe"}), LAUNCHES),
    Row("uri-share.pdf", lambda: annotated({"S": Name.URI, "URI": "file://srv/a.pdf"}), LAUNCHES),
    Row("uri-script.pdf", lambda: annotated({"S": Name.URI, "URI": "javascript:x()"}), LAUNCHES),
    Row("uri-scheme.pdf", lambda: annotated({"S": Name.URI, "URI": "ms-msdt:/id x"}), LAUNCHES),
    Row("goto-share.pdf", lambda: annotated({"S": Name.GoToR, "F": "\\\\srv\\a.pdf"}), LAUNCHES),
    Row("data-elsewhere.pdf", lambda: pdf(_data_elsewhere), FETCHES),
    Row("locked.pdf", lambda: PDF(password="secret"), LOCKED),
    Row("zip-behind.pdf", lambda: PDF() + ZIP, HIDDEN),
    Row("program-behind.pdf", lambda: PDF() + PROGRAM, HIDDEN),
    Row("page-behind.pdf", lambda: PDF() + b"<html><script>x()</script></html>\n%%EOF\n", HIDDEN),
    Row("zip-commented.pdf", lambda: PDF() + commented(ZIP, b"\n%%EOF\n"), HIDDEN),
    Row("program-before.pdf", lambda: PROGRAM + PDF(), "is a program"),
    Row("page-before.pdf", lambda: b"<html></html>\n" + PDF(), DAMAGED),
    # Word
    Row("template-web.docx", lambda: templated("http://example.org/t.dotm"), "template", True),
    Row("template-share.docx", lambda: templated("file:///\\\\srv\\t.dotm"), "template", True),
    Row("template-own.docx", lambda: templated("file:///C:/TCS.dot"), "template", True),
    Row("dtd.docx", lambda: docx_with("word/x.xml", OUTER), DTD),
    Row("entities.docx", lambda: edited(DOCX(), {"word/document.xml": ENTITIES}), DTD),
    Row(
        "dtd-utf16.docx",
        lambda: docx_with("customXml/x.xml", OUTER.decode().encode("utf-16")),
        DTD,
    ),
    Row("dtd-drawing.docx", lambda: docx_with("word/x.vml", OUTER), DTD),
    Row("macros.docx", lambda: docx_with("word/vbaProject.bin", b"x"), MACROS),
    Row("picture-elsewhere.docx", lambda: related("image", "http://example.org/a.png"), FETCHES),
    Row("frame-elsewhere.docx", lambda: related("frame", "http://example.org/"), FETCHES),
    Row("object-elsewhere.docx", lambda: related("oleObject", "http://example.org/a"), FETCHES),
    Row("part-elsewhere.docx", lambda: related("subDocument", "file:///a.docx"), FETCHES),
    Row("link-program.docx", lambda: related("hyperlink", "file:///C:/a.exe"), LAUNCHES),
    Row("link-share.docx", lambda: related("hyperlink", "\\\\srv\\a.docx"), LAUNCHES),
    Row("link-script.docx", lambda: related("hyperlink", "JavaScript:x()"), LAUNCHES),
    Row("link-hidden.docx", lambda: related("hyperlink", "java&#9;script:x()"), LAUNCHES),
    Row("page-within.docx", lambda: related("aFChunk", "a.html", outside=False), CARRIES),
    Row("control.docx", lambda: related("control", "activeX1.xml", outside=False), ACTIVE),
    Row("control-part.docx", lambda: docx_with("word/activeX/activeX1.bin", b"x"), ACTIVE),
    Row("exchange.docx", lambda: field(" DDEAUTO c:\\\\windows\\\\cmd.exe"), ACTIVE),
    Row("exchange-spread.docx", lambda: field(" D", "DE", " excel"), ACTIVE),
    Row(
        "exchange-simple.docx",
        lambda: with_body('<w:p><w:fldSimple w:instr=" dde excel"/></w:p>'),
        ACTIVE,
    ),
    Row(
        "package.docx",
        lambda: docx_with("word/embeddings/oleObject1.bin", package_object()),
        CARRIES,
    ),
    Row(
        "object-link.docx",
        lambda: docx_with(
            "word/embeddings/o.bin", making.ole_bytes({"\x01Ole": struct.pack("<II", 1, 1)})
        ),
        FETCHES,
    ),
    Row("unknown-object.docx", lambda: docx_with("word/embeddings/o.bin", b"x" * 99), CARRIES),
    Row("zip-within.docx", lambda: docx_with("word/embeddings/o.bin", ZIP), CARRIES),
    Row("program-within.docx", lambda: docx_with("word/media/a.png", PROGRAM), "is a program"),
    Row("script-within.docx", lambda: docx_with("word/media/a.js", b"x()"), CARRIES),
    Row(
        "macros-within.docx",
        lambda: docx_with("word/embeddings/book.xlsx", xlsx_with("xl/vbaProject.bin", b"x")),
        MACROS,
    ),
    Row("zip-behind.docx", lambda: DOCX() + ZIP, HIDDEN),
    Row("program-behind.docx", lambda: DOCX() + PROGRAM, HIDDEN),
    Row("script-before.docx", lambda: b"<script>x()</script>" + DOCX(), HIDDEN),
    Row("hidden-between.docx", lambda: in_between(DOCX(), PROGRAM), HIDDEN),
    Row("comment.docx", lambda: commented(DOCX(), b"%PDF-1.4"), HIDDEN),
    Row("bomb.docx", lambda: docx_with("word/a.xml", b"a" * 30_000_000), BOMB),
    Row("slip.docx", lambda: docx_with("../../evil.xml", b"<x/>"), OUTSIDE),
    Row("locked.docx", lambda: making.ole_bytes({"EncryptedPackage": b"x"}), LOCKED),
    Row("renamed.docx", ofd_bytes, DAMAGED),
    # Excel
    Row("dtd.xlsx", lambda: xlsx_with("xl/x.xml", OUTER), DTD),
    Row(
        "other-book.xlsx", lambda: xlsx_with("xl/externalLinks/externalLink1.xml", b"<x/>"), FETCHES
    ),
    Row("connection.xlsx", lambda: xlsx_with("xl/connections.xml", b"<connections/>"), FETCHES),
    Row("macro-sheet.xlsx", lambda: xlsx_with("xl/macrosheets/sheet1.xml", b"<x/>"), MACROS),
    Row("macros.xlsx", lambda: xlsx_with("xl/vbaProject.bin", b"x"), MACROS),
    Row("bomb.xlsx", lambda: xlsx_with("xl/a.xml", b"a" * 30_000_000), BOMB),
    Row("zip-behind.xlsx", lambda: making.xlsx_bytes() + ZIP, HIDDEN),
    Row(
        "same-part-twice.xlsx",
        lambda: xlsx_with("XL/workbook.xml", b"<x/>"),
        "two files of one name",
    ),
    # OpenDocument
    Row("dtd.odt", lambda: making.odt_bytes(**{"styles.xml": OUTER}), DTD),
    Row("macros.odt", lambda: making.odt_bytes(**{"Basic/Standard/M.xml": b"<x/>"}), MACROS),
    Row("event.odt", lambda: odt_with("<script:event-listener/>"), MACROS),
    Row("exchange.odt", lambda: odt_with("<text:dde-connection-decl/>"), ACTIVE),
    Row(
        "picture-elsewhere.odt",
        lambda: odt_with('<draw:image xlink:href="http://example.org/a.png"/>'),
        FETCHES,
    ),
    Row("link-script.odt", lambda: odt_with('<text:a xlink:href="vbscript:x"/>'), LAUNCHES),
    Row("zip-behind.odt", lambda: ODT() + ZIP, HIDDEN),
    Row(
        "program-within.odt",
        lambda: making.odt_bytes(**{"Pictures/a.png": PROGRAM}),
        "is a program",
    ),
    # Old office files
    Row(
        "macros.doc",
        lambda: making.ole_bytes({"WordDocument": making.word_head()}, ("Macros",)),
        MACROS,
    ),
    Row(
        "package.doc",
        lambda: word(**{"\x01Ole10Native": b"x", "\x01CompObj": b"Package\0"}),
        CARRIES,
    ),
    Row("zip-behind.doc", lambda: word() + ZIP, HIDDEN),
    Row("program-behind.wps", lambda: word() + PROGRAM.ljust(1024, b"\0"), HIDDEN),
    Row("macro-sheet.xls", workbook_of_macros, MACROS),
    Row(
        "locked.xls",
        lambda: making.ole_bytes({"Workbook": making.book_head(encrypted=True)}),
        LOCKED,
    ),
    # OFD
    Row("attached.ofd", _ofd_attached, CARRIES),
    Row("goes-to-attachment.ofd", lambda: _ofd_acting('<ofd:GotoA AttachID="1"/>'), CARRIES),
    Row("sound.ofd", lambda: _ofd_acting('<ofd:Sound ResourceID="1"/>'), ACTIVE),
    Row("link.ofd", lambda: _ofd_acting('<ofd:URI URI="file:///C:/a.exe"/>'), LAUNCHES),
    Row("slip.ofd", lambda: ofd_bytes(**{"../../etc/cron.d/x": b"x"}), OUTSIDE),
    Row("dtd.ofd", lambda: ofd_bytes(**{"Doc_0/Document.xml": OUTER}), DTD),
    Row("locked.ofd", lambda: ofd_bytes(**{"Encryptions.xml": b"<x/>"}), LOCKED),
    Row("program-within.ofd", lambda: ofd_bytes(**{"Doc_0/Res/a.png": PROGRAM}), "is a program"),
    Row("no-root.ofd", lambda: making.zip_bytes({"a.xml": b"<x/>"}), DAMAGED),
    Row(
        "other-namespace.ofd",
        lambda: ofd_bytes(**{"OFD.xml": b"<OFD><DocRoot>Doc_0/Document.xml</DocRoot></OFD>"}),
        DAMAGED,
    ),
    Row(
        "root-outside.ofd",
        lambda: ofd_bytes(
            **{
                "OFD.xml": f'<OFD xmlns="{NAMESPACE}"><DocRoot>../../etc/passwd</DocRoot></OFD>'.encode()
            }
        ),
        DAMAGED,
    ),
    Row("word.ofd", DOCX, DAMAGED),
    Row("zip-behind.ofd", lambda: ofd_bytes() + ZIP, HIDDEN),
    # Pictures
    Row("zip-behind.jpg", lambda: JPEG() + ZIP, "appended behind", True),
    Row(
        "film-behind.jpeg",
        lambda: JPEG() + b"\0\0\0\x18ftypmp42" + b"\0" * 99,
        "appended behind",
        True,
    ),
    Row("program-behind.png", lambda: PNG() + PROGRAM, "appended behind", True),
    Row("pdf-within.jpg", lambda: with_comment_segment(JPEG(), b"%PDF-1.4 x"), HIDDEN),
    Row("page.png", lambda: b"<html>" + PNG(), DAMAGED),
    Row("without-end.jpg", lambda: JPEG()[:-2], DAMAGED),
    Row("huge.png", lambda: making.huge_png_bytes(60_000), "too many pixels"),
    # Texts
    Row("nothing.txt", lambda: b"a\x00b", "no plain text"),
    Row("wide.txt", lambda: "中文".encode("utf-16"), "no plain text"),
    Row("page.txt", lambda: b"\xef\xbb\xbf <!DOCTYPE html><script>x()</script>", "of another kind"),
    Row("document.txt", lambda: b"%PDF-1.4\n1 0 obj\n%%EOF\n", "of another kind"),
    Row("drawing.txt", lambda: b"<svg onload='x()'/>", "of another kind"),
    # Archives
    Row("slip.zip", lambda: member("../a.txt"), OUTSIDE),
    Row("slip-back.zip", lambda: member("..\\..\\a.txt"), OUTSIDE),
    Row("slip-root.zip", lambda: member("/etc/a.txt"), OUTSIDE),
    Row("slip-drive.zip", lambda: member("C:/a.txt"), OUTSIDE),
    Row("link.zip", lambda: member("a.txt", 0o120777, b"/etc/passwd"), "a link instead"),
    Row("device.zip", lambda: member("a.txt", 0o020666), "a link instead"),
    Row("twice.zip", lambda: twice("a.txt", "a.txt"), "two files of one name"),
    Row("twice-in-cases.zip", lambda: twice("a.txt", "A.TXT"), "two files of one name"),
    Row("overlapping.zip", lambda: two_names_of_one(twice("a.txt", "b.txt")), HIDDEN),
    Row("two-names.zip", lambda: renamed_within(ZIP), HIDDEN),
    Row("turned-name.zip", lambda: member(RLO), "invisible or direction-turning"),
    Row("unseen-name.zip", lambda: member("a\u200b.txt"), "invisible or direction-turning"),
    Row("nested.zip", lambda: making.zip_bytes({"b.zip": ZIP}), "archive within an archive"),
    Row("bomb.zip", lambda: making.zip_bytes({"a.txt": b"a" * 30_000_000}), BOMB),
    Row("hostile-within.zip", lambda: making.zip_bytes({"a.pdf": pdf(_attach)}), CARRIES),
    Row(
        "template-within.zip",
        lambda: making.zip_bytes({"a.docx": templated("http://x/t")}),
        FETCHES,
    ),
    Row("behind.zip", lambda: ZIP + PDF(), HIDDEN),
    Row("before.zip", lambda: PDF() + ZIP, HIDDEN),
    Row("program-before.zip", lambda: PROGRAM + ZIP, "is a program"),
    # Names
    Row("evil.pdf.exe", PDF, "programs"),
    Row("evil.exe.pdf", PDF, "programs"),
    Row("evil.exe .pdf", PDF, "programs"),
    Row("evil\u202efdp.exe", PDF, "programs"),
    Row("evil.e\u200bxe", lambda: PROGRAM, "programs"),
    Row("evil.ex\u200be.pdf", PDF, "programs"),
    Row("evil.pdf::$DATA", PDF, "not of an accepted kind"),
    Row("evil.docm", DOCX, "programs"),
]
