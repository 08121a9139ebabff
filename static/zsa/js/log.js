// Narrows the log of a matter to one kind of entry and to those that hold the words looked for.

const bar = document.querySelector("[data-log-filter]");
const words = bar?.querySelector("input[type=search]");
const buttons = bar ? [...bar.querySelectorAll("button[data-group]")] : [];
const lines = bar ? [...document.querySelectorAll(".log .log-line")] : [];
const plain = (text) => text.normalize("NFKC").toLowerCase();
const texts = new Map(lines.map((line) => [line, plain(line.textContent)]));

function narrow() {
  const group = buttons.find((button) => button.getAttribute("aria-pressed") === "true").dataset.group;
  const sought = plain(words.value.trim());
  let shown = 0;
  for (const line of lines) {
    const fits = (!group || line.dataset.group === group) && texts.get(line).includes(sought);
    line.hidden = !fits;
    shown += fits;
  }
  bar.querySelector("[data-log-none]").hidden = shown > 0;
}

if (bar) {
  bar.hidden = false;
  words.addEventListener("input", narrow);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      narrow();
    });
  }
}
