// One chat: who one is, the conversations, the messages, the message box, and a dialog on top.
import { clock, el, newId, initials, tint } from "./dom.js";
import { composer } from "./composer.js";
import { menuButton } from "./menu.js";
import { messageList } from "./messages.js";
import { place, trap } from "./dialog.js";
import { roomTabs } from "./rooms.js";
import { act, mine, refresh, seen } from "./room.js";

export const pane = kind => {
  const { platform } = kind, own = mine[platform], root = document.getElementById(platform);
  root.append(document.getElementById("pane").content.cloneNode(true));
  const part = name => root.querySelector(name);
  const [people, dialog, notice, live, home, list] = ["select.people", "dialog", ".view + .notice", "[aria-live]", ".home", ".messages"].map(part);
  const title = part("h2"), top = el("p", { class: "error top", role: "alert" });
  title.id = `${platform}-title`;
  title.textContent = kind.title;
  let data = null, dialogKey = "", homeKey = "", opener = null;

  const tell = text => { notice.textContent = text ?? ""; };
  const doing = async what => {
    const answer = await act(platform, what);
    if (dialog.open) {
      top.textContent = answer.notice ?? "";
      kind.errors?.(dialog, answer.errors ?? {});
    } else {
      tell(answer.notice);
    }
    return answer;
  };
  const context = { act: doing, tell, own, data: () => data, root };

  const messages = messageList(list, part(".newer"), {
    body: m => kind.body(m, context),
    // The app's shortcuts on messages, where its manifest has any.
    more: m => data.shortcuts?.message.length ? menuButton({
      sign: "⋯", classes: "more", label: `More actions: ${m.from}, ${clock(m.at)}`,
      choices: () => data.shortcuts.message,
      choose: choice => doing({ act: "shortcut", id: choice.id, label: choice.name, message: m.id }),
    }) : null,
    reply: m => kind.replies(current()) && box.reply({ id: m.id, from: m.from, summary: kind.summary(m) }),
    announce: (m, edited) => { live.textContent = `${edited ? "Changed: " : ""}${m.from}: ${kind.summary(m)}`.slice(0, 220); },
  });
  const tabs = roomTabs(part(".rooms"), part(".view"), async id => {
    own.room = id;
    tell("");
    box.reply(null);
    if (id === "home") await doing({ act: "home", room: null });
    else await refresh();
  });
  people.addEventListener("change", async () => {
    own.who = people.value;
    tell("");
    box.reply(null);
    // One's own chat with the bot is another for each person.
    if (own.room !== "home" && data?.rooms.find(r => r.id === own.room)?.kind === "personal") own.personal = true;
    await refresh();
    if (own.room === "home") await doing({ act: "home", room: null });
  });

  const box = composer(part(".say"), {
    context: () => ({ bot: data.bot, people: data.people.map(p => p.name), slash: data.commands ?? [], direct: current()?.kind === "personal" }),
    send: (text, thread) => { tell(""); return doing({ act: "say", text, thread }); },
  });
  box.box.id = `${platform}-text`;
  box.box.setAttribute("aria-label", `Message in ${kind.title}`);
  kind.setUp?.(context, part, box);
  part(".say .send").before(menuButton({
    sign: kind.sign, classes: "shortcuts", label: `${kind.shortcuts} in ${kind.title}`,
    choices: () => data?.shortcuts?.global ?? [],
    choose: choice => { tell(""); return doing({ act: "shortcut", id: choice.id, label: choice.name }); },
  }));

  const current = () => data?.rooms.find(r => r.id === (own.room === "home" ? "" : data.room));

  trap(dialog);
  dialog.addEventListener("cancel", event => {
    event.preventDefault();
    doing({ act: "close" });
  });
  const showDialog = () => {
    const shown = kind.dialog(data, context);
    const key = shown ? JSON.stringify(shown.key) : "";
    if (key === dialogKey) return;
    dialogKey = key;
    if (!shown) {
      dialog.close();
      const back = opener?.isConnected ? opener : list.querySelector(`[data-id="${CSS.escape(opener?.messageId ?? "")}"] .content button`);
      (back ?? box.box).focus({ preventScroll: true });
      return;
    }
    if (!dialog.open) {
      opener = document.activeElement;
      if (opener) opener.messageId = opener.closest?.("[data-id]")?.dataset.id;
      seen.opened.push({ platform, title: shown.title });
    }
    const id = newId("dialog");
    top.textContent = "";
    dialog.setAttribute("aria-labelledby", id);
    dialog.replaceChildren(el("header", {}, el("h2", { id }, shown.title), el("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => doing({ act: "close" }) }, "✕")), top, shown.content);
    place(dialog, root);
    if (!dialog.open) dialog.showModal();
    // Where there is only something to read before one presses, it is read from its beginning.
    const entry = dialog.querySelector(".content input, .content select, .content textarea");
    (entry ?? dialog.querySelector(".content button") ?? dialog).focus({ preventScroll: !entry });
    if (!entry) dialog.scrollTop = 0;
  };
  addEventListener("resize", () => dialog.open && place(dialog, root));

  const draw = fresh => {
    data = fresh;
    own.who = data.me;
    if (own.room !== "home") {
      const personal = own.personal && data.rooms.find(r => r.kind === "personal");
      own.personal = false;
      if (personal && personal.id !== data.room) {
        own.room = personal.id;
        refresh();
        return;
      }
      own.room = data.room;
    }
    const key = JSON.stringify(data.people);
    if (people.dataset.key !== key) {
      people.replaceChildren(...data.people.map(p => el("option", { value: p.id }, `${p.name} · ${p.organisation}`)));
      people.dataset.key = key;
    }
    people.value = data.me;
    root.dataset.who = data.me;
    const me = data.people.find(p => p.id === data.me);
    const picture = part(".who .face");
    picture.textContent = initials(me.name);
    picture.className = `face tint-${tint(me.name)}`;
    tabs([...data.rooms, ...(kind.home ? [{ id: "home", name: "Home", about: `The home tab of ${data.bot}` }] : [])], own.room, data.me);
    const atHome = own.room === "home";
    if (list.hidden !== atHome) {
      list.hidden = atHome;
      home.hidden = !atHome;
    }
    box.box.placeholder = atHome ? "" : kind.placeholder(current(), data);
    if (atHome) {
      const view = JSON.stringify(data.home ?? null);
      if (view !== homeKey) {
        homeKey = view;
        home.replaceChildren(...kind.home(data, context));
      }
    } else {
      list.setAttribute("aria-label", `Messages in ${current()?.name ?? ""}, ${kind.title}`);
      root.dataset.replies = String(kind.replies(current()));
      messages.show(data.messages, `${data.room} ${data.me}`);
    }
    showDialog();
  };
  return { platform, tell, draw, redraw: () => data && draw(data) };
};
