// Many files, one request each: asked by checksum first, tried again when the connection breaks. When the portal stays away, what was not sent is named and waits.

const TRIES = 4;
const PAUSE_MS = 1500;
const ASKED_AT_ONCE = 200;
const STOPPED_AFTER = 3;
const AWAY = [0, 502, 503, 504];
const HASHED_UP_TO = 256 * 1024 * 1024;

const form = document.querySelector("form[data-bulk]");
const state = form?.querySelector("[data-bulk-state]");
const bar = state?.querySelector("progress");
const errors = state?.querySelector("[data-bulk-errors]");
const again = state?.querySelector("[data-bulk-again]");
const counts = { taken: 0, twice: 0, refused: 0 };
let missing = [];
let total = 0;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const token = () => form.elements.csrfmiddlewaretoken.value;

async function checksum(file) {
  if (!crypto.subtle || file.size > HASHED_UP_TO) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function answered(url, options) {
  for (let tried = 1; ; tried += 1) {
    try {
      const response = await fetch(url, { method: "POST", credentials: "same-origin", ...options });
      const json = response.headers.get("Content-Type")?.startsWith("application/json");
      if (json && response.status !== 503) return { status: response.status, ...(await response.json()) };
      if (response.status === 413) return { status: 413, error: form.dataset.large };
      if (tried >= TRIES) return json ? { status: 503, ...(await response.json()) } : { status: response.status };
    } catch {
      if (tried >= TRIES) return { status: 0 };
      say(form.dataset.away);
    }
    await pause(PAUSE_MS * tried);
  }
}

async function known(batch) {
  const checksums = batch.map((one) => one.sha256).filter(Boolean);
  if (!checksums.length) return {};
  const body = JSON.stringify({ checksums });
  const headers = { "X-CSRFToken": token(), "Content-Type": "application/json" };
  return (await answered(form.dataset.known, { body, headers })).known ?? {};
}

async function send(one) {
  const data = new FormData();
  for (const name of ["folder", "entry", "no_state_secrets"]) {
    const field = form.elements[name];
    if (field.type !== "checkbox" || field.checked) data.set(name, field.value);
  }
  data.set("path", one.path);
  data.set("sha256", one.sha256);
  data.set("file", one.file, one.file.name);
  const answer = await answered(form.dataset.one, { body: data, headers: { "X-CSRFToken": token() } });
  if (answer.said) counts[answer.twice ? "twice" : "taken"] += 1;
  else refuse(one, answer);
  if (answer.caution) note(one, answer.caution);
  return answer.status;
}

function note(one, sentence) {
  const line = document.createElement("li");
  line.textContent = `${one.path || one.file.name}: ${sentence}`;
  errors.append(line);
}

function refuse(one, answer) {
  note(one, answer.error ?? form.dataset.failed);
  counts.refused += 1;
  if (![413, 422].includes(answer.status)) missing.push(one);
}

function say(sentence = "") {
  const done = counts.taken + counts.twice + counts.refused;
  bar.max = total;
  bar.value = done;
  state.querySelector("[data-bulk-count]").textContent = [
    `${done} ${form.dataset.of} ${total}`,
    `${form.dataset.done} ${counts.taken}`,
    `${form.dataset.twice} ${counts.twice}`,
    `${form.dataset.refused} ${counts.refused}`,
    sentence,
  ].filter(Boolean).join(" · ");
}

async function sendAll(files) {
  state.hidden = false;
  again.hidden = true;
  errors.replaceChildren();
  Object.assign(counts, { taken: 0, twice: 0, refused: 0 });
  missing = [];
  total = files.length;
  let away = 0;
  for (let start = 0; start < files.length; start += ASKED_AT_ONCE) {
    const batch = files.slice(start, start + ASKED_AT_ONCE);
    for (const one of batch) one.sha256 ??= await checksum(one.file);
    const there = await known(batch);
    for (const one of batch) {
      if (there[one.sha256]) counts.twice += 1;
      else if (away >= STOPPED_AFTER) refuse(one, { status: 0 });
      else away = AWAY.includes(await send(one)) ? away + 1 : 0;
      say();
    }
  }
  again.hidden = missing.length === 0;
  state.querySelector("[data-bulk-back]").hidden = false;
  delete form.dataset.unsaved;
}

function chosen() {
  const single = [...form.elements.documents.files].map((file) => ({ file, path: "" }));
  const whole = [...document.querySelector("#bulk-folder").files]
    .filter((file) => !file.name.startsWith(".") && !/^(Thumbs\.db|desktop\.ini)$/i.test(file.name))
    .map((file) => ({ file, path: file.webkitRelativePath }));
  return [...single, ...whole];
}

if (form) {
  for (const each of form.querySelectorAll("[data-bulk-only]")) {
    if (!each.hasAttribute("data-bulk-state")) each.hidden = false;
  }
  form.elements.documents.required = false;
  form.addEventListener("submit", (event) => {
    const files = chosen();
    if (!files.length || !form.checkValidity()) return;
    event.preventDefault();
    event.submitter?.setAttribute("disabled", "");
    sendAll(files).finally(() => event.submitter?.removeAttribute("disabled"));
  }, { capture: true });
  again.addEventListener("click", () => sendAll(missing));
}
