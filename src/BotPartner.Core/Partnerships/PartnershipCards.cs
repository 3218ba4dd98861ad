using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>What the partnership's use cases show.</summary>
public static class PartnershipCards
{
    private const int NamesShown = 25;

    /// <summary>The introduction of the bot, once in each place.</summary>
    public static Card Welcome(Place place, Person? by) => new(
        Text.Say("welcome.title"),
        Text.Say("welcome.summary"),
        [
            new Element.Paragraph(Text.Say("welcome.value")),
            .. by is { Name.Length: > 0 } ? [new Element.Paragraph(Text.Say("welcome.by", ("person", by.Name))) { Quiet = true }] : Array.Empty<Element>(),
            .. place.Kind == PlaceKind.Personal ? [new Element.Paragraph(Text.Say("welcome.personal"))] : Steps("welcome", "welcome.channel"),
            new Element.Buttons(place.Kind == PlaceKind.Personal ? [Help.Button] : [FoundPartnership.Button, Help.Button]),
        ]);

    /// <summary>Where the bot was removed and added again: it goes on with what was.</summary>
    public static Card Back(string id, Partnership partnership) => Card.Of(
        Text.Say("welcome.back", ("partnership", new Text.Strong(partnership.Name))),
        new Element.Buttons([Decisions(id), Help.Button]));

    /// <summary>Told to the stewards when the first person speaks for a partner.</summary>
    public static Card First(Partnership partnership, Member member) => Card.Of(Text.Say(
        "first.member", ("person", new Text.Strong(member.Person.Name)), ("partner", new Text.Strong(member.PartnerName)), ("partnership", partnership.Name)));

    /// <summary>The three things to do next, in their order.</summary>
    private static IEnumerable<Element> Steps(string key, string rest) =>
    [
        new Element.Facts([.. Enumerable.Range(1, 3).Select(n => new Fact(new Text.Number(n), new Text.Said($"{key}.step.{n}")))]),
        new Element.Paragraph(Text.Say(rest)) { Quiet = true },
    ];

    /// <summary>The answer to a greeting in a partnership.</summary>
    /// <param name="seat">Who greets.</param>
    /// <param name="here">The place that they greet in, if it is connected.</param>
    public static Card Hello(Seat seat, Link? here = null) => new(
        Text.Say("welcome.title"),
        Text.Say("hello.summary", ("partnership", seat.Partnership.Name)),
        [
            new Element.Paragraph(Text.Say("hello.here", ("partnership", new Text.Strong(seat.Partnership.Name)))),
            new Element.Paragraph(seat.Member is { Standing: Standing.Admitted } member
                ? Text.Say(member.Delegate ? "hello.delegate" : "hello.member", ("partner", member.PartnerName))
                : Text.Say(seat.Steward ? "hello.steward" : "hello.stranger")),
            .. here?.Audience is { } group ? [new Element.Paragraph(Text.Say("hello.space", ("audience", new Text.Strong(Constituency.Label(group))))) { Quiet = true }] : Array.Empty<Element>(),
            new Element.Buttons([Decisions(seat.Id), Help.Button]),
        ]);

    /// <summary>Told to everybody in the place where a partnership was founded.</summary>
    public static Card FoundedHere(Partnership partnership, Person by) => Card.Of(
        Text.Say("founded.here", ("partnership", new Text.Strong(partnership.Name)), ("person", by.Name)),
        partnership.About?.Facts().ToArray() is { Length: > 0 } facts ? [new Element.Facts(facts)] : []);

    /// <summary>Told to everybody in a place that was connected.</summary>
    public static Card ConnectedHere(string id, Partnership partnership, Person by) => Card.Of(
        Text.Say("connected.here", ("partnership", new Text.Strong(partnership.Name)), ("person", by.Name)),
        new Element.Buttons([Decisions(id), JoinPartner.Button(id), PlaceForm.Button(id)]));

    /// <summary>What a founder does next.</summary>
    public static Card Founded(Seat seat) => new(
        Text.Say("founded.title"),
        Text.Say("founded.summary", ("partnership", seat.Partnership.Name)),
        [
            new Element.Paragraph(Text.Say("founded.steward", ("partnership", new Text.Strong(seat.Partnership.Name)))),
            .. Steps("founded", "founded.next"),
            new Element.Buttons([AddPartner.Button(seat.Id), Connect(seat.Id)]),
        ]);

    /// <summary>The roster and its balance.</summary>
    public static Card Partners(Seat seat, IReadOnlyList<Partner> partners)
    {
        if (partners.Count == 0)
        {
            return Card.Of(
                Text.Say(seat.Steward ? "partners.none.steward" : "partners.none"),
                seat.Steward ? [new Element.Buttons([AddPartner.Button(seat.Id)])] : []);
        }

        return new(
            Text.Say("partners.title", ("partnership", seat.Partnership.Name)),
            Text.Say("partners.summary", ("partners", partners.Count), ("groups", partners.Select(p => p.Constituency).Distinct().Count())),
            [
                .. Balance.Of(partners, About.Choice(seat.Partnership)),
                .. partners.Any(p => p.Weight is not null) ? [new Element.Paragraph(Text.Say("partners.weights")) { Quiet = true }] : Array.Empty<Element>(),
                new Element.Buttons(seat.Steward ? [AddPartner.Button(seat.Id), Connect(seat.Id), InvitePartner.Button(seat.Id), ChangeRole.Button(seat.Id), Form("partner.weight", seat.Id), Form("settings", seat.Id)] : [JoinPartner.Button(seat.Id)]),
            ]);
    }

    /// <summary>A request to be admitted, for who can decide.</summary>
    public static Card Asked(Seat seat, Key key, Member member)
    {
        var text = Text.Say(
            "admit.ask",
            ("person", new Text.Strong(member.Person.Name)),
            ("partner", new Text.Strong(member.PartnerName)),
            ("partnership", seat.Partnership.Name));
        return Card.Of(text, new Element.Buttons(AdmitMember.Buttons(key, member)));
    }

    /// <summary>The same when it was decided.</summary>
    public static Card Settled(Member member, Person by) => Card.Of(Text.Say(
        member.Standing == Standing.Admitted ? "admit.settled.yes" : "admit.settled.no",
        ("person", member.Person.Name), ("partner", member.PartnerName), ("by", by.Name)));

    /// <summary>Who waits to be admitted.</summary>
    public static Card Waiting(IReadOnlyList<Document<Member>> waiting) => new(
        Text.Say("admit.title"),
        Text.Say("admit.summary", ("n", waiting.Count)),
        [.. waiting.SelectMany(m => new Element[]
        {
            new Element.Paragraph(Text.Say("admit.line", ("person", new Text.Strong(m.State.Person.Name)), ("partner", m.State.PartnerName))),
            new Element.Buttons(AdmitMember.Buttons(m.Key, m.State)),
        })]);

    /// <summary>Told to the person who was admitted or declined.</summary>
    public static Card Decided(Partnership partnership, Member member) => Card.Of(Text.Say(
        member switch
        {
            { Standing: Standing.Declined } => "admitted.declined",
            { Delegate: true } => "admitted.delegate",
            _ => "admitted.member",
        },
        ("partner", new Text.Strong(member.PartnerName)), ("partnership", partnership.Name)));

    /// <summary>Told to who decided; the person's name is null where both are the same.</summary>
    public static Text Decision(Member member, string? person) => (member.Standing, person) switch
    {
        (Standing.Admitted, null) => Text.Say("admit.self", ("partner", member.PartnerName)),
        (Standing.Admitted, _) => Text.Say(member.Delegate ? "admit.done.delegate" : "admit.done", ("person", person), ("partner", member.PartnerName)),
        _ => Text.Say("admit.declined", ("person", person ?? member.Person.Name), ("partner", member.PartnerName)),
    };

    /// <summary>Names in one line; a long list ends in how many more there are.</summary>
    public static Text Names(IReadOnlyList<string> names) => names.Count <= NamesShown
        ? new Text.Listed([.. names.Select(n => new Text.Verbatim(n))])
        : Text.Say(
            "list.more",
            ("names", new Text.Joined([.. names.Take(NamesShown).SelectMany((n, i) => new Text[] { new Text.Verbatim(i == 0 ? "" : ", "), new Text.Verbatim(n) })])),
            ("n", names.Count - NamesShown));

    internal static Button Decisions(string partnership) =>
        new(Text.Say("decisions.button"), "decisions", new Dictionary<string, string> { ["p"] = partnership });

    /// <summary>The button of a form that other features have.</summary>
    private static Button Form(string id, string partnership) =>
        new(new Text.Said($"{id}.button"), id, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    private static Button Connect(string partnership) =>
        new(Text.Say("connect.button"), ConnectPlace.Action, new Dictionary<string, string> { ["p"] = partnership });
}
