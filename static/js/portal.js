/* Progressive enhancement only: every page works without this file. */
(() => {
  "use strict";

  const say = (text) => {
    const live = document.getElementById("live");
    if (live) live.textContent = text;
  };

  /* A form sent twice is sent once. The server stays idempotent all the same. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "get" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "true";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((it) => it.removeAttribute("aria-disabled"));
    });
  });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent).then(() => {
        copy.querySelector("span").textContent = copy.dataset.copied;
        say(copy.dataset.copied);
      });
    }
    if (event.target.closest("[data-print]")) window.print();
    const show = event.target.closest("[data-show]");
    if (show) {
      const input = document.getElementById(show.dataset.show);
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      show.dataset.showWord ??= show.textContent;
      show.textContent = shown ? show.dataset.hideWord : show.dataset.showWord;
    }
    /* The phone's menu closes when something else is touched. */
    const menu = document.querySelector(".bar details[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".bar details[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  /* Time left by the server's clock, whatever the reader's own says. */
  const count = (it) => {
    const until = Date.parse(it.getAttribute("datetime"));
    const behind = Date.parse(it.dataset.now) - Date.now();
    let warned = false;
    const tick = () => {
      if (!it.isConnected) return;
      const left = Math.max(0, Math.round((until - Date.now() - behind) / 1000));
      if (left >= 86400) return;
      const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
      const two = (n) => String(n).padStart(2, "0");
      it.textContent = (hours ? `${hours}:` : "") + `${two(minutes)}:${two(seconds)}`;
      if (left <= 30 && left > 0 && !warned) {
        warned = true;
        document.getElementById("alert").textContent = it.dataset.warning;
      }
      if (left > 0) setTimeout(tick, 1000);
    };
    tick();
  };

  const enhance = (root) => {
    root.querySelectorAll("[data-copy], [data-show], [data-print]").forEach((it) => { it.hidden = false; });
    root.querySelectorAll("[data-countdown]").forEach(count);
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  const start = () => enhance(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body) enhance(event.detail.elt);
  });
})();
