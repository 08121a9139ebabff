// Says how many rows of a list are chosen; x chooses the row in focus.

function tell() {
  const told = document.querySelector("[data-picked]");
  if (!told) return;
  const count = document.querySelectorAll("input[form=picked]:checked").length;
  told.textContent = count ? told.dataset.picked.replace("{n}", count) : "";
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("input[form=picked]")) tell();
});
document.addEventListener("htmx:afterSettle", tell);
document.addEventListener("keydown", (event) => {
  if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches?.("input, textarea, select")) return;
  const box = document.activeElement?.closest("tr")?.querySelector("input[form=picked]");
  if (!box) return;
  box.checked = !box.checked;
  tell();
});
tell();
