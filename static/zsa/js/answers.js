// Answering one opinion after the other without the mouse: Ctrl+Enter saves and goes on.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form");
  const button = form?.querySelector("button[name=next]") ?? form?.querySelector("button[type=submit]");
  if (form?.method === "post" && button) {
    event.preventDefault();
    button.click();
  }
});
