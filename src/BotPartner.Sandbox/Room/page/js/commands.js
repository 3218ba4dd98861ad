// What can be typed to the bot, for completion: all that its own help lists.
export const commands = [
  ["help", "[command]", "what I can do here, for you, now"],
  ["decide", "TEXT [| method] [| quorum 60%] [| sealed or anonymous] [| members] [| closes in 3d]", "put a proposal to the partners"],
  ["decisions", "[open|closed|mine]", "the latest decisions"],
  ["decision", "NUMBER [table]", "one decision"],
  ["vote", "NUMBER [CHOICE] [REASON]", "cast your partner’s vote"],
  ["mandate", "NUMBER to PARTNER", "let another partner speak for yours"],
  ["amend", "NUMBER [NEW TEXT] [| closes in 3d]", "change the text of a decision, in a new round"],
  ["extend", "NUMBER 3d | DATE", "give a decision longer"],
  ["close", "NUMBER", "end a vote early"],
  ["withdraw", "NUMBER [REASON]", "take a decision back"],
  ["outcome", "NUMBER TEXT [| review in 6m]", "state what was agreed"],
  ["record", "NUMBER", "a closed decision’s record as a file"],
  ["export decisions", "[csv]", "all decisions as one file"],
  ["export me", "", "all that I keep of you, for you alone"],
  ["forget me", "", "take yourself out of everything I keep"],
  ["digest", "[weekly MON 09:00|off|on]", "the week at a glance, and when it comes here"],
  ["reminders", "off|on", "whether you are reminded to vote"],
  ["partners", "", "the partners and their balance"],
  ["partner add", "NAME as CONSTITUENCY [in REGION]", "add a partner"],
  ["partner remove", "NAME", "end a partner’s membership"],
  ["partner weight", "NAME 1.5", "how much a partner counts"],
  ["join", "PARTNER or CODE", "ask to speak for a partner, or use an invitation"],
  ["invite", "PARTNER [| 5]", "a code that admits people"],
  ["link", "[CODE]", "make your two accounts one member"],
  ["unlink", "[NAME]", "make them two again"],
  ["admit", "[@person]", "who asks to join"],
  ["delegate", "@person", "name who casts the vote"],
  ["role", "@person delegate|focal|facilitator|steward|none", "who may do what"],
  ["member remove", "@person", "end somebody’s right to speak"],
  ["leave", "", "speak for your partner no longer"],
  ["connect", "[CODE]", "connect another place"],
  ["setup", "NAME", "found a partnership here"],
  ["settings", "[name|purpose|phase|constituencies|languages|timezone|protocol|keep|delegates|cap …]", "what holds here and in the partnership"],
  ["conflict-protocol", "[WHAT HAPPENED]", "raise a tension, in private"],
  ["tensions", "[CODE]", "the tensions that you have to do with"],
  ["protocol", "[STAGE DAYS|guide STAGE|mediator|hours|days|holidays|text|default …]", "the steps for when partners disagree"],
  ["principles", "[about WORDS|catalogue]", "what the partners agreed on, and what could be"],
  ["principle", "NUMBER or NAME", "one principle"],
  ["principle adopt", "NAME or TITLE: TEXT [| majority >= 2/3] [| closes in 7d] [| review in 1y]", "put it to the partners"],
  ["principle revise", "NUMBER NEW TEXT", "put another text to the partners"],
  ["principle retire", "NUMBER [WHY]", "put to the partners that it no longer holds"],
  ["principle acknowledge", "NUMBER", "say that your partner stands by it"],
  ["milestones", "[late|due|done]", "what we promised"],
  ["milestone", "[edit|drop|undo|credit] NUMBER", "one milestone"],
  ["milestone add", "TITLE by DATE [owner PARTNER, PARTNER] [| indicator HOW WE WILL KNOW] [| decision NUMBER]", "promise something"],
  ["milestone edit", "NUMBER", "change a milestone"],
  ["milestone done", "NUMBER [HOW IT WAS MEASURED]", "say that it is reached"],
  ["milestone drop", "NUMBER", "pursue it no longer"],
  ["milestone undo", "NUMBER", "take back that it is done"],
  ["milestone credit", "NUMBER [WHAT WE ARE PROUD OF]", "say that your partner contributed"],
  ["celebrations", "[NUMBER]", "what we completed"],
  ["kudos", "[NUMBER] [well done|thanks|hooray]", "kudos for what was completed"],
  ["export celebrations", "[json]", "what we completed, as stories"],
  ["language", "en|fr|es", "the language of this place"],
  ["timezone", "[here] Africa/Dakar", "the time zone of the partnership, or of this place"],
  ["audience", "[all|GROUP]", "whose place this is"],
];

const fits = (word, typed) => word.startsWith(typed.toLowerCase()) && word !== typed.toLowerCase().trimEnd();

// What could be meant: [{ insert, label, about }]. `lead` is what must stand before a command, "" where none is needed.
export const offers = (text, { bot, people, slash, direct }) => {
  const mention = /(^|\s)@([^@\s]*(?: [^@\s]*)?)$/.exec(text);
  if (mention) {
    const typed = mention[2].toLowerCase(), before = text.slice(0, text.length - mention[2].length - 1);
    const found = [bot, ...people].filter(name => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed)
      .map(name => ({ insert: `${before}@${name} `, label: `@${name}`, about: name === bot ? "the bot" : "" })).slice(0, 8);
    if (found.length) return found;
  }
  if (/^\/\S*$/.test(text)) {
    return slash.filter(word => word.startsWith(text) && word !== text).map(word => ({ insert: `${word} `, label: word, about: "slash command" }));
  }
  const lead = [`@${bot} `, ...slash.slice(0, 1).map(word => `${word} `)].find(before => text.startsWith(before)) ?? (direct && text ? "" : null);
  if (lead === null) return [];
  const typed = text.slice(lead.length);
  return commands.filter(([word]) => fits(word, typed)).slice(0, 8).map(([word, usage, about]) => ({ insert: `${lead}${word} `, label: `${word} ${usage}`.trim(), about }));
};
