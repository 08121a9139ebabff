// Rows ticked all at once; folders moved by dragging: onto another folder to lie in it, with Shift before it. "Move" does the same by keyboard.

const tree = document.querySelector("[data-folders]");
let dragged = null;

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value
  ?? JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

async function move(folder, target, before) {
  const data = new FormData();
  data.set("parent", before ? target.dataset.parent : target.dataset.folder);
  data.set("before", before ? target.dataset.folder : "");
  const response = await fetch(folder.dataset.move, {
    method: "POST",
    body: data,
    headers: { "X-CSRFToken": token() },
    credentials: "same-origin",
  });
  if (response.ok) location.reload();
  else location.assign(folder.dataset.move);
}

tree?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]");
  event.dataTransfer.effectAllowed = "move";
});
tree?.addEventListener("dragover", (event) => {
  const target = event.target.closest?.("[data-folder]");
  if (dragged && target && target !== dragged) event.preventDefault();
});
tree?.addEventListener("drop", (event) => {
  const target = event.target.closest?.("[data-folder]");
  if (!dragged || !target || target === dragged) return;
  event.preventDefault();
  move(dragged, target, event.shiftKey);
});

const all = document.querySelector("[data-tick-all]");
if (all) all.hidden = false;
all?.addEventListener("change", () => {
  for (const box of all.form.querySelectorAll("tbody input[type=checkbox]")) box.checked = all.checked;
});
