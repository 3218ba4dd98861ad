// Before anything is painted: the theme that was chosen here, or the system's.
"use strict";
document.documentElement.dataset.theme = localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
