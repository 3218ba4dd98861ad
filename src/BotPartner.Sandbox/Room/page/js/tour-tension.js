// Something stands between two partners: said in private, heard, and resolved when both say so.
import { be, buttonIn, choose, fill, go, press, say, until } from "./hands.js";
import { seen } from "./room.js";
import { here, newest, text, untilCome } from "./tour-look.js";

const dialog = platform => document.querySelector(`#${platform} dialog[open]`);
const field = name => () => dialog("slack")?.querySelector(`[data-block="${name}"] select, [data-block="${name}"] textarea`);
const gone = platform => until(() => !dialog(platform), "The end of the form");

// The tension that the chapter is about, or else the newest that the person has a card of.
let code = "";
const card = platform => newest(platform, "Between ", code);
const says = words => ["teams", "slack"].some(p => words.test(text(card(p))));
const asked = /The time for “.+” is over\. Please say/;
const resolved = /Resolved: both sides said so\./;

const chat = async (platform, name) => {
  await be(platform, name);
  await go(platform, "BotPartner");
};
const chats = async () => {
  await chat("teams", "Anna Berg");
  await chat("slack", "Bo Lind");
};

// One of the two says that it is resolved.
const confirming = ({ platform, ...stop }) => ({
  ...stop,
  at: () => buttonIn(card(platform), "It is resolved"),
  start: () => ({ from: seen.pressed.length }),
  done: ({ from }) => says(resolved) || (platform === "teams" && seen.pressed.slice(from).some(p => p.label === "It is resolved" && !p.refused)),
  play: async () => {
    await chats();
    await press(() => card(platform), "It is resolved");
  },
});

export const aTension = {
  title: "A tension",
  stops: [
    {
      title: "Say it, in private",
      text: "The Ministry of Water published figures without asking. Be Bo, in Slack, and type: /conflict-protocol – then fill in the form (as soon as can be), look at it, and send it.",
      watch: "Before anything is sent it says who will read it. The channel shows nothing.",
      at: "#slack .say",
      start: () => ({ sent: "" }),
      done: kept => {
        kept.sent ||= /It is sent\. Its code is (\S+);/.exec(text(dialog("slack")))?.[1] ?? "";
        code = kept.sent || code;
        return kept.sent && !dialog("slack");
      },
      play: async () => {
        await here();
        await be("slack", "Bo Lind");
        await say("slack", "/conflict-protocol");
        await choose(field("with"), "Ministry of Water");
        await fill(field("what"), "Our figures of the river were published, and we read it in the paper.");
        await fill(field("need"), "To be asked before our data go out.");
        await choose(field("urgency"), "As soon as can be");
        await press(() => dialog("slack"), "Look at it first");
        await press(() => dialog("slack"), "Send it");
        await until(() => text(dialog("slack")).includes("It is sent"), "What was sent");
        await press(() => dialog("slack"), "Close");
        await gone("slack");
      },
    },
    {
      title: "Be heard",
      text: "Be Anna, open her chat with BotPartner, and press “I have heard…”.",
      watch: "To hear is not to agree. Only the two sides read this card: be anybody else, and there is no trace of it.",
      at: () => buttonIn(card("teams"), "I have heard…"),
      done: () => !dialog("teams") && says(/ has heard/),
      play: async () => {
        await chats();
        await press(() => card("teams"), "I have heard…");
        await fill(() => dialog("teams")?.querySelector("textarea"), "You were not asked, and you would have wished to be. Shall we talk tomorrow?");
        await press(() => dialog("teams"), "Send");
        await until(() => !buttonIn(dialog("teams"), "Send"), "The answer");
        dialog("teams")?.querySelector("[aria-label=Close]").click();
        await gone("teams");
      },
    },
    {
      title: "A week passes",
      text: "They talk, outside of this room. Move the clock on, event by event, until both are asked how it went.",
      watch: "Nobody is rushed, and nothing stands still: they have five working days, and are reminded once.",
      at: "#next",
      done: () => says(asked),
      play: () => untilCome(() => ["teams", "slack"].every(p => asked.test(text(card(p)))), "question", chats),
    },
    confirming({
      title: "One side says so",
      text: "As Anna, in her chat with BotPartner, press “It is resolved”.",
      watch: "Her word alone ends nothing: Bo is asked, too.",
      platform: "teams",
    }),
    confirming({
      title: "Both say so",
      text: "As Bo, in his chat with BotPartner, press “It is resolved”.",
      watch: "It is over now, because both said so. Each card keeps the course of it; what was written is erased in time.",
      platform: "slack",
    }),
    {
      title: "Without an audience",
      text: "Open both channels: nobody there learnt of it, and only the two sides have read what was written.",
      at: "#slack [role=tab]",
      next: "Go on",
    },
  ],
};
