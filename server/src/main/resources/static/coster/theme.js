// Before anything is painted: the theme that was chosen, else the system's.
(() => {
  const chosen = localStorage.getItem("coster-theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.setAttribute("data-bs-theme", chosen || system);
})();
