/* The hash of a file, computed here: without this script the file itself is sent and read once. */
(() => {
  "use strict";

  const form = document.querySelector("form[data-hash]");
  if (!form || !window.crypto || !window.crypto.subtle) return;
  const input = form.querySelector("input[type=file]");
  const whole = form.querySelector("[data-whole]");
  const local = form.querySelector("[data-local]");
  const sent = form.querySelector("[data-sent-whole]");

  local.hidden = false;
  sent.hidden = true;
  whole.hidden = false;

  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const check = async (file) => {
    try {
      const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      window.location.assign(`${form.dataset.hash}?file=${hex(digest)}`);
    } catch {
      local.textContent = form.dataset.failed;
    }
  };

  form.addEventListener("submit", (event) => {
    if (event.submitter === whole || !input.files.length) return;
    event.preventDefault();
    event.stopPropagation();
    check(input.files[0]);
  });

  ["dragenter", "dragover"].forEach((kind) => form.addEventListener(kind, (event) => {
    event.preventDefault();
    form.classList.add("over");
  }));
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      check(input.files[0]);
    }
  });
})();
