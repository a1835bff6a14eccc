// A personal digital signature (ЭЦҚ): NCALayer on the signer's own machine makes a detached CMS over
// the frozen PDF. The key never leaves that machine; the portal gets the signature alone.
(() => {
  "use strict";
  const button = document.getElementById("sign_qualified");
  const said = document.getElementById("ncalayer");
  if (!button || !said || !("WebSocket" in window)) return;
  const field = document.getElementById(button.dataset.into);

  const base64 = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    }
    return btoa(text);
  };

  const request = (data) => JSON.stringify({
    module: "kz.gov.pki.knca.basics",
    method: "sign",
    args: {
      allowedStorages: null,
      format: "cms",
      data,
      signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: {} },
      signerParams: { extKeyUsageOids: ["1.3.6.1.5.5.7.3.4"] },
      locale: button.dataset.language === "ru" ? "ru" : button.dataset.language === "en" ? "en" : "kk",
    },
  });

  const ask = (data) => new Promise((resolve, reject) => {
    const socket = new WebSocket(button.dataset.address);
    const fail = (word) => { socket.close(); reject(new Error(word)); };
    socket.onerror = () => fail("absent");
    socket.onclose = () => reject(new Error("absent"));
    socket.onmessage = (event) => {
      if (event.data === "--heartbeat--") return;
      const answer = JSON.parse(event.data);
      if (answer.result && answer.result.version) {
        said.textContent = said.dataset.waiting;
        socket.send(request(data));
        return;
      }
      const signed = answer.status && answer.body ? answer.body.result : null;
      if (!signed) return fail("cancelled");
      resolve(Array.isArray(signed) ? signed[0] : signed);
      socket.close();
    };
  });

  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const pdf = await fetch(button.dataset.pdf, { credentials: "same-origin" });
      field.value = await ask(base64(new Uint8Array(await pdf.arrayBuffer())));
      field.form.requestSubmit();
    } catch (error) {
      said.textContent = said.dataset[error.message] || said.dataset.absent;
      button.disabled = false;
    }
  });
})();
