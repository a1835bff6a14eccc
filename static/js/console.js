/* The console by keyboard. Progressive enhancement only: every button works without this file. */
(() => {
  "use strict";

  const KEPT = "console-keys";
  const WRITING = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
  /* Where no place of the key is known, its letter in Latin, Kazakh and Russian. */
  const LETTERS = { f: "KeyF", а: "KeyF", a: "KeyA", ф: "KeyA", n: "KeyN", т: "KeyN", u: "KeyU", г: "KeyU", s: "KeyS", ы: "KeyS", o: "KeyO", щ: "KeyO", c: "KeyC", с: "KeyC", r: "KeyR", к: "KeyR" };

  const on = () => localStorage.getItem(KEPT) !== "off";
  const show = () => document.body.classList.toggle("keys-on", on());
  const dialog = () => document.querySelector("dialog[data-keys]");
  const help = () => {
    dialog().querySelector("[data-keys-on]").checked = on();
    dialog().showModal();
  };

  const lines = () => [...document.querySelectorAll("[data-line]")].filter((line) => line.querySelector("[data-key]"));
  const enter = (line) => (line.querySelector("[aria-pressed=true]") || line.querySelector("[data-key]")).focus();
  const step = (by) => {
    const all = lines();
    if (!all.length) return false;
    const here = all.indexOf(document.activeElement.closest("[data-line]"));
    const next = here < 0 ? all[0] : all[here + by];
    if (next) enter(next);
    return true;
  };

  const answers = (code) => (it) => it.dataset.key.split(" ").includes(code);
  const act = (code) => {
    const line = document.activeElement.closest("[data-line]");
    const within = line || document;
    const target = [...within.querySelectorAll("[data-key]")].filter((it) => line || !it.closest("[data-line]")).find(answers(code))
      || (line && [...document.querySelectorAll("[data-key]")].filter((it) => !it.closest("[data-line]")).find(answers(code)));
    if (!target) return false;
    target.click();
    if (line && line.contains(target)) step(1);
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat && event.key.length === 1) return;
    if (!dialog() || dialog().open || event.target.matches(WRITING) || !on()) return;
    const code = event.code || LETTERS[event.key.toLowerCase()] || event.key;
    if (event.key === "?" || (event.shiftKey && event.code === "Slash")) {
      help();
      event.preventDefault();
      return;
    }
    if (event.shiftKey) return;
    /* Enter belongs to whatever has the focus. */
    if (code.endsWith("Enter") && event.target.closest("a, button, summary, input")) return;
    const done = code === "ArrowDown" ? step(1) : code === "ArrowUp" ? step(-1) : act(code);
    if (done) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-on]")) return;
    localStorage.setItem(KEPT, event.target.checked ? "on" : "off");
    show();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-help]")) help();
    if (event.target.closest("[data-print]")) window.print();
  });

  document.querySelectorAll("[data-keys-help], [data-print]").forEach((it) => { it.hidden = false; });
  show();
})();
