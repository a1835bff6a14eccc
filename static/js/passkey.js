// Joins the buttons that ask for a passkey to allauth's forms, and says beside the button that the
// device gave none, instead of failing in silence.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-passkey]").forEach((button) => {
    const { passkey, credential, passwordless, question } = button.dataset;
    window.allauth.webauthn.forms[passkey]({
      ids: { add: button.id, authenticate: button.id, credential, passwordless, data: question },
    });
  });
});

document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("passkey_failed");
  const button = document.querySelector("[data-passkey]") || document.getElementById("passkey_login");
  if (!words || !button) return;
  event.preventDefault();
  button.closest("form, .actions").before(words);
  words.hidden = false;
});
