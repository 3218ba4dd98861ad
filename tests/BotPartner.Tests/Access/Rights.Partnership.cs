using static BotPartner.Tests.Access.Way;
using static BotPartner.Tests.Access.Who;

namespace BotPartner.Tests.Access;

internal static partial class Rights
{
    // Who holds a code was given the right with it; it works where something may be connected or linked.
    private const Who InSharedPlaces = Anybody & ~Direct & ~(Rival | RivalSteward);
    private const Who Anybody = Who.All;

    private static IEnumerable<Deed> Partnership() =>
    [
        new("The partnership", "Found a partnership, in a channel that has none", Passer, Says("setup", "setup New Alliance"), Sends("partnership.setup", "!", "name=New Alliance; language=en")) { Said = "everybody, in that channel" },
        new("The partnership", "See the form that founds one", Anybody, Asks("setup", "setup"), Opens("partnership.setup", "!")),
        new("The partnership", "Get the code that connects a further channel", Stewards, Says("connect", "connect"), Presses("partnership.connect")),
        new("The partnership", "Connect a channel that belongs to no other partnership, with that code", InSharedPlaces, Says("connect", "connect {connect}")) { Said = "whoever holds the code, in that channel" },
        new("The partnership", "Look up the partners and who administers", Readers, Asks("partners", "partners"), Opens("partners"), Asks("role", "role")),
        new("The partnership", "Add a partner", Stewards, Says("partner.add", "partner add Newcomers as business"), Opens("partner.add"), Sends("partner.add", "", "name=Newcomers; constituency=business")),
        new("The partnership", "Remove a partner", Stewards, Says("partner.remove", "partner remove west"), Opens("partner.remove"), Sends("partner.remove", "", "partner={west}")),
        new("The partnership", "Give a partner another weight", Stewards, Says("partner.weight", "partner weight west 2"), Opens("partner.weight"), Sends("partner.weight", "", "partner={west}; weight=2")),
        new("The partnership", "Read the settings", Belonging, Asks("settings", "settings")),
        new("The partnership", "Change the settings", Stewards, Says("settings", "settings purpose Clean rivers"), Opens("settings"), Sends("settings", "", "delegates=mustAgree; cap=30")),
        new("The partnership", "Change the time zone of the partnership", Stewards, Says("timezone", "timezone Africa/Dakar")),
    ];

    private static IEnumerable<Deed> People() =>
    [
        new("People", "Ask to speak for a partner, in a channel of the partnership", StrangersHere | Stewards | Facilitator, Says("join", "join west"), Sends("partner.join", "", "partner={west}")) { Idle = Members, Said = "everybody in a channel of the partnership who speaks for nobody yet" },
        new("People", "See the form for it", Readers, Opens("partner.join")),
        new("People", "Join with an invitation", Strangers | Stewards | Facilitator, Says("join", "join {invite}")) { Idle = Members, Said = "whoever holds the invitation, and speaks for nobody yet" },
        new("People", "Invite people to speak for a partner", FocalPoint | Stewards, Says("invite", "invite north"), Sends("partner.invite", "", "partner={north}; people=1"), Presses("partner.invite.revoke", "i={invitation}")) { Said = "the partner’s focal point, stewards" },
        new("People", "See the form for it", FocalPoints | Stewards, Asks("invite", "invite"), Opens("partner.invite")),
        new("People", "Admit who asks to speak for a partner, or decline", FocalPoint | Stewards, Says("admit", "admit @ada"), Presses("member.admit", "m=member:{Asked}; o={north}; do=yes"), Presses("member.admit", "m=member:{Asked}; o={north}; do=no")) { Said = "the partner’s focal point, stewards" },
        new("People", "Name a delegate of a partner", FocalPoint | Stewards, Says("delegate", "delegate @nat"), Presses("member.delegate", "m=member:{Member}"), Says("role", "role @nat delegate")) { Said = "the partner’s focal point, stewards" },
        new("People", "Name who answers for a partner", FocalPoint | Stewards, Says("role", "role @nat focal point"), Sends("role", "", "member=member:{Member}; role=focal")) { Said = "the partner’s focal point, stewards" },
        new("People", "Take a role in a partner back", FocalPoint | Stewards, Says("role", "role @dora none"), Sends("role", "", "member=member:{Delegate}; role=none")) { Said = "the partner’s focal point, stewards" },
        new("People", "See the form for roles; others are shown who administers", Readers, Opens("role")),
        new("People", "Name facilitators and stewards", Stewards, Says("role", "role @nat facilitator"), Says("role", "role @nat steward"), Sends("role", "", "member=member:{Member}; role=facilitator"), Sends("role", "", "member=member:{Member}; role=steward")),
        new("People", "End that somebody speaks for a partner", FocalPoint | Stewards | Member | MemberDirectly, Says("member.remove", "member remove @nat"), Sends("member.remove", "", "member=member:{Member}")) { Said = "the partner’s focal point, stewards; everybody for themselves" },
        new("People", "See the form for it", FocalPoints | Stewards, Opens("member.remove")),
        new("People", "No longer speak for one’s partner", Members, Asks("leave", "leave"), Presses("member.leave")),
        new("People", "Get the code that links an account of one’s own", Members, Says("link", "link"), Presses("member.link")),
        new("People", "Link an account with that code, unless it speaks for somebody already", (Strangers & ~(Removed | OfGonePartner)) | Stewards | Facilitator | Linked, Says("link", "link {link}")) { Said = "whoever holds the code" },
        new("People", "Unlink an account of one’s own", NorthsDelegate, Says("unlink", "unlink"), Presses("member.unlink", "a={Linked}")) { Idle = Members, Said = "members with linked accounts" },
        new("People", "Turn reminders to oneself off and on", Members | Asked | Removed | OfGonePartner, Says("reminders", "reminders off"), Presses("reminders", "to=off")) { Said = "everybody who is known as a member, now or before" },
    ];

    private static IEnumerable<Deed> Places() =>
    [
        new("Places", "Set a channel’s language, time zone and weekly digest", Steward | FocalPoints, Says("language", "language fr"), Says("timezone", "timezone here Africa/Dakar"), Says("digest", "digest off"), Opens("digest.when"), Sends("digest.when", "", "day=3; time=10:00"), Opens("place"), Sends("place", "", "language=fr; audience=all")) { Said = "stewards, focal points; in that channel" },
        new("Places", "Make a channel the space of one group", Steward, Says("audience", "audience business"), Sends("place", "", "language=en; audience=business")) { Said = "stewards, in that channel" },
        new("Places", "Ask whose a channel is", Readers & ~Direct, Asks("audience", "audience")) { Said = "everybody in that channel" },
    ];

    private static IEnumerable<Deed> Own() =>
    [
        new("Oneself", "Be greeted and helped; what is offered is what one may do", Anybody, Asks("hello", "hello"), Asks("thanks", "thanks"), Asks("help", "help"), Opens("help", "!"), Opens("link", "!"), Visits()),
        new("Oneself", "Get what is kept of oneself", Belonging | Facilitator | Asked | Removed | OfGonePartner, Asks("export.me", "export me"), Opens("person.export", "!")) { Idle = Anybody, Said = "everybody, of themselves" },
        new("Oneself", "Read what it means to be forgotten", Anybody, Asks("forget.me", "forget me")),
        new("Oneself", "Be forgotten; not as the only steward", Belonging | Facilitator | Asked | Removed | OfGonePartner | Rival, Presses("person.forget", "!")) { Idle = Anybody, Said = "everybody, themselves" },
    ];
}
