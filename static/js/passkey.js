// Says beside the button that the device gave no passkey, instead of failing in silence.
document.addEventListener("allauth.error", (event) => {
  const words = document.getElementById("passkey_failed");
  const button = document.getElementById("use_passkey") || document.getElementById("add_passkey") || document.getElementById("passkey_login");
  if (!words || !button) return;
  event.preventDefault();
  button.closest("form, .actions").before(words);
  words.hidden = false;
});
