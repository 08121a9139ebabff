// Forms: no double submit, a warning before unsaved words are lost, errors in focus.

const DISABLED_FOR_MS = 10_000;

function guardAgainstDoubleSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent === "true") {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  const button = event.submitter;
  setTimeout(() => {
    for (const each of form.querySelectorAll("button[type=submit], button:not([type])")) {
      each.disabled = true;
    }
    button?.setAttribute("aria-busy", "true");
  });
  setTimeout(() => release(form), DISABLED_FOR_MS);
}

function release(form) {
  delete form.dataset.sent;
  for (const each of form.querySelectorAll("button")) {
    each.disabled = false;
    each.removeAttribute("aria-busy");
  }
}

function markUnsaved(event) {
  const form = event.target.form ?? event.target.closest?.("form");
  if (form?.matches("[data-unsaved-guard]")) form.dataset.unsaved = "true";
}

document.addEventListener("submit", guardAgainstDoubleSubmit);
document.addEventListener("input", markUnsaved);
document.addEventListener("change", markUnsaved);
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target instanceof HTMLFormElement) release(event.target);
});

window.addEventListener("beforeunload", (event) => {
  const unsaved = document.querySelector("form[data-unsaved=true]:not([data-sent=true])");
  if (unsaved) event.preventDefault();
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent=true]").forEach(release);
});

document.querySelector("[data-focus]")?.focus();

// A reason that one choice demands is marked as required with it, and comes into view; the server
// refuses its lack in words.
document.addEventListener("change", (event) => {
  const box = event.target.form?.querySelector("[data-reason-for]");
  if (!box || event.target.type !== "radio" || event.target.name !== "choice") return;
  const needed = event.target.value === box.dataset.reasonFor;
  box.querySelector("textarea").setAttribute("aria-required", String(needed));
  if (needed) box.scrollIntoView({ block: "nearest" });
});

// What stands beside a form is open where there is room for both.
if (window.matchMedia("(min-width: 1100px)").matches) {
  for (const panel of document.querySelectorAll("[data-beside]")) panel.open = true;
}
