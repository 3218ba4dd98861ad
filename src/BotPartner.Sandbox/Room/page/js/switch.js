// Light and dark: the system's wish until somebody chooses.
export const dark = () => document.documentElement.dataset.theme === "dark";

export const showTheme = changed => {
  const button = document.getElementById("theme");
  const show = () => {
    button.textContent = dark() ? "Light" : "Dark";
    button.setAttribute("aria-label", dark() ? "Switch to light colours" : "Switch to dark colours");
  };
  const turn = theme => {
    document.documentElement.dataset.theme = theme;
    show();
    changed();
  };
  button.addEventListener("click", () => {
    const theme = dark() ? "light" : "dark";
    localStorage.setItem("theme", theme);
    turn(theme);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", event => {
    if (!localStorage.getItem("theme")) turn(event.matches ? "dark" : "light");
  });
  show();
};
