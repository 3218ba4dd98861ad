// Uses the page's own controls, as a person would: for the tour that plays itself.
import { mine, refresh, state } from "./room.js";

export const wait = ms => new Promise(done => setTimeout(done, ms));
const root = platform => document.getElementById(platform);

// Until something is there; generous, since only a failure waits so long.
export const until = async (find, what, patience = 20_000) => {
  const end = performance.now() + patience;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`${what} did not appear.`);
    await wait(50);
  }
};

export const be = async (platform, name) => {
  const person = state[platform].people.find(p => p.name === name) ?? state[platform].people[0];
  const select = root(platform).querySelector("select.people");
  if (select.value === person.id && mine[platform].who === person.id) return;
  select.value = person.id;
  select.dispatchEvent(new Event("change"));
  await refresh();
};

// To a conversation by its name, or to the first.
export const go = async (platform, name) => {
  const tabs = [...root(platform).querySelectorAll("[role=tab]")];
  const tab = tabs.find(t => t.firstChild.textContent === name) ?? tabs[0];
  if (tab.getAttribute("aria-selected") === "true") return;
  tab.click();
  await refresh();
};

export const say = async (platform, text) => {
  const form = root(platform).querySelector(".say"), box = form.elements.text;
  for (let i = 6; ; i += 6) {
    box.value = text.slice(0, i);
    if (i >= text.length) break;
    await wait(12);
  }
  form.requestSubmit();
  await refresh();
};

export const buttonIn = (place, ...labels) => [...(place?.querySelectorAll("button") ?? [])].find(b => labels.includes(b.textContent.trim()));

export const press = async (place, ...labels) => (await until(() => buttonIn(place(), ...labels), `The button ${labels[0]}`)).click();

export const fill = async (place, text) => {
  const box = await until(place, "The field");
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
};

// Of a list, by what stands there.
export const choose = async (place, label) => {
  const option = await until(() => [...place()?.options ?? []].find(o => o.textContent === label), `The choice ${label}`);
  await fill(place, option.value);
};
