// A judgement is saved by itself a moment after the last key; the page says when, or why not.

const PAUSE_MS = 1_500;

function watch(form) {
  const status = form.querySelector("[data-autosave-status]");
  let timer = 0;
  const save = async () => {
    if (form.dataset.sent === "true") return;
    const data = new FormData(form);
    data.set("autosave", "1");
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: data });
      const told = await answer.json();
      status.textContent = told.saved ?? told.refused ?? "";
      if (answer.ok) delete form.dataset.unsaved;
    } catch {
      status.textContent = "";
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE_MS);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => clearTimeout(timer));
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
