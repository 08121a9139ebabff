// A button that copies the text of an element; without scripts the text is there to be selected.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    const label = button.querySelector("span");
    label.textContent = button.dataset.copied;
    label.setAttribute("role", "status");
  });
}
