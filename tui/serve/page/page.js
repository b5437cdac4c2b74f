document.getElementById("again").addEventListener("click", () => window.location.reload());

// Whoever opens the page can write at once, without a click.
new MutationObserver((_, watching) => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (document.body.classList.contains("-first-byte") && keys) {
    keys.focus();
    watching.disconnect();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
