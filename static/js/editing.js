/* The editor of the minutes: what is typed is sent five seconds after the last key, and the page
   beside it says at once what the document will say. Without this file the Save button does both. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const PAUSE = 5000;
  const AGAIN = 10000;
  const words = form.dataset;
  const line = form.querySelector("[data-saved]");
  const refused = form.querySelector("[data-refused]");
  const areas = [...form.querySelectorAll("textarea")];
  const typed = () => areas.map((it) => it.value).join("\u0000");

  let kept = typed();
  let timer = null;
  let busy = false;
  let stopped = false;

  const say = (text) => { line.textContent = text; };
  const alertOf = (text) => { document.getElementById("alert").textContent = text; };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };
  const stop = (answer) => {
    stopped = true;
    clearTimeout(timer);
    const text = `${answer.refused} ${words.stopped}`;
    refused.hidden = false;
    refused.querySelector("p").textContent = text;
    say("");
    alertOf(text);
    if (answer.edition) form.elements.edition.value = answer.edition;
    if (answer.newer) document.querySelector("[data-newer]").innerHTML = answer.newer;
  };

  const send = async () => {
    clearTimeout(timer);
    if (stopped || busy || typed() === kept) return;
    busy = true;
    say(words.saving);
    const sent = typed();
    try {
      const answer = await fetch(words.autosave, {
        method: "POST", body: new FormData(form), redirect: "manual", credentials: "same-origin",
      });
      const told = (answer.headers.get("Content-Type") || "").startsWith("application/json")
        ? await answer.json() : null;
      if (told && answer.ok) {
        kept = sent;
        form.elements.edition.value = told.edition;
        say(told.saved);
      } else if (told) stop(told);
      else if (answer.type === "opaqueredirect" || answer.status === 403) {
        say(words.out);
        alertOf(words.out);
      } else throw new Error(answer.status);
    } catch {
      say(words.lost);
      alertOf(words.lost);
      later(AGAIN);
    } finally {
      busy = false;
    }
    if (!stopped && typed() !== kept && line.textContent !== words.lost && line.textContent !== words.out) later(PAUSE);
  };

  /* The preview: paragraphs by empty lines, as the document sets them; text only, never markup. */
  const mirror = (area) => {
    const place = document.querySelector(`[data-mirror="${area.name}"]`);
    if (!place) return;
    const text = area.value.trim();
    place.hidden = !text;
    place.querySelector(".prose").replaceChildren(...text.split(/\n{2,}/).map((part) => {
      const paragraph = document.createElement("p");
      part.split("\n").forEach((row, n) => {
        if (n) paragraph.append(document.createElement("br"));
        paragraph.append(row);
      });
      return paragraph;
    }));
  };

  form.addEventListener("input", (event) => {
    if (!areas.includes(event.target)) return;
    mirror(event.target);
    if (stopped) return;
    say(words.changed);
    later(PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      if (stopped) form.requestSubmit();
      else send();
    }
  });
  areas.forEach((area) => area.addEventListener("blur", send));

  /* A press on Save waits for the saving that is under way: it would look like somebody else's. */
  let leaving = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!busy) {
      leaving = true;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const wait = setInterval(() => {
      if (busy) return;
      clearInterval(wait);
      if (!stopped) form.requestSubmit(event.submitter);
    }, 50);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && typed() !== kept) event.preventDefault();
  });
})();
