// Drafts: what is written is saved in the background, and the page says when, or why not.

const PAUSE_MS = 2500;
const pending = new WeakMap();

const isDraft = (form) => form instanceof HTMLFormElement && form.matches("[data-draft]");

function written(event) {
  const form = event.target.form;
  if (!isDraft(form)) return;
  const state = pending.get(form) ?? { round: 0, timer: 0, saving: null };
  pending.set(form, state);
  state.round += 1;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form, state), PAUSE_MS);
}

async function save(form, state) {
  while (state.saving) await state.saving;
  if (form.dataset.sent === "true") return;
  state.saving = post(form, state.round);
  const round = await state.saving;
  state.saving = null;
  if (round === state.round) delete form.dataset.unsaved;
}

async function post(form, round) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  try {
    const response = await fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      body: data,
      headers: { "X-Draft": "1" },
      credentials: "same-origin",
    });
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Error();
    const answer = await response.json();
    if (answer.seen) form.elements.seen.value = answer.seen;
    tell(form, answer.said, answer.left, response.ok && !answer.left.length);
    return response.ok && !answer.left.length ? round : -1;
  } catch {
    tell(form, status(form)?.dataset.failed ?? "", [], false);
    return -1;
  }
}

const status = (form) => form.querySelector("[data-draft-status]");

function tell(form, said, left, good) {
  const place = status(form);
  if (!place) return;
  place.textContent = [said, ...(left.length ? [place.dataset.left, ...left] : [])].join(" ");
  place.classList.toggle("draft-trouble", !good);
}

function waitForSaving(event) {
  const state = isDraft(event.target) && pending.get(event.target);
  if (!state) return;
  clearTimeout(state.timer);
  if (!state.saving) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { target: form, submitter } = event;
  state.saving.finally(() => form.requestSubmit(submitter));
}

document.addEventListener("input", written);
document.addEventListener("change", written);
document.addEventListener("submit", waitForSaving, { capture: true });
