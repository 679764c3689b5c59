// What pages need beyond htmx: the theme switch, live progress, and selections in tables. No framework, no inline handlers.
(() => {
  "use strict";

  const root = document.documentElement;

  // Copies, and then lets the form tell the server that the link goes out.
  const copied = (event, button) => {
    const text = button.getAttribute("data-copy");
    button.textContent = "Copied";
    if (navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(text).finally(() => button.form?.submit());
      return;
    }
    const code = button.form?.querySelector("code");
    if (code) {
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
  };

  document.addEventListener("click", (event) => {
    const theme = event.target.closest("[data-theme-switch]");
    if (theme) {
      const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      root.setAttribute("data-bs-theme", next);
      localStorage.setItem("coster-theme", next);
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      copied(event, copy);
    }
    const menu = event.target.closest("[data-menu]");
    if (menu) {
      const target = document.getElementById(menu.getAttribute("data-menu"));
      const open = target.classList.toggle("show");
      menu.setAttribute("aria-expanded", String(open));
    }
  });

  // "Select all" boxes, and the count of what is selected.
  const counted = (table) => {
    const boxes = table.querySelectorAll("input[type=checkbox][data-row]");
    const whole = document.querySelector(`[data-all-found="${table.id}"]`)?.checked ?? false;
    const chosen = [...boxes].filter((box) => box.checked).length;
    boxes.forEach((box) => {
      box.disabled = whole;
    });
    document.querySelectorAll(`[data-selected-of="${table.id}"]`).forEach((place) => {
      place.textContent = whole ? "All" : String(chosen);
    });
    document.querySelectorAll(`[data-needs-selection="${table.id}"]`).forEach((button) => {
      button.disabled = chosen === 0 && !whole;
      button.closest(".sticky-actions")?.classList.toggle("chosen", chosen > 0 || whole);
    });
    const all = table.querySelector("input[type=checkbox][data-all]");
    if (all) {
      all.disabled = whole;
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
  };

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") {
      return;
    }
    const found = box.getAttribute("data-all-found");
    const table = found ? document.getElementById(found) : box.closest("table[id]");
    if (!table) {
      return;
    }
    if (box.hasAttribute("data-all")) {
      table.querySelectorAll("input[type=checkbox][data-row]").forEach((row) => {
        row.checked = box.checked;
      });
    }
    counted(table);
  });

  const countAll = () => document.querySelectorAll("table[id]").forEach(counted);
  document.addEventListener("htmx:afterSettle", countAll);
  document.addEventListener("DOMContentLoaded", countAll);

  // Live: the server says that jobs changed; whoever shows them asks for a fresh fragment. Only a page that is seen
  // listens, since a browser keeps no more than six connections to a server.
  let source = null;
  const hush = () => {
    source?.close();
    source = null;
  };
  const listen = (missed) => {
    if (source || document.hidden || !document.body.hasAttribute("data-live")) {
      return;
    }
    source = new EventSource("/live");
    source.addEventListener("jobs", () => htmx.trigger(document.body, "jobs-changed"));
    if (missed) {
      htmx.trigger(document.body, "jobs-changed");
    }
  };
  document.addEventListener("DOMContentLoaded", () => listen(false));
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen(true)));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", (event) => listen(event.persisted));

  // A session that ended must not put the sign-in page into a table cell.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 401) {
      location.reload();
    }
  });
})();
