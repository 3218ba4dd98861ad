using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Tests.House;

/// <summary>Every card and form that the product shows, with plain content and with the worst that people can type.</summary>
public static class Gallery
{
    private const string Nasty = "<b>*_~`Ünïted & Co`~_*</b> @channel <!channel> <at>All</at> \u202Eevil\u202C [x](http://x) 🌍🌍";
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Anna = new("teams", "tenant", "29:anna", "Anna Okafor") { Language = "en" };
    private static readonly Person Mallory = new("slack", "T1", "U1", Nasty);
    private static readonly Place Here = new("teams", "tenant", "19:here@thread.tacv2", PlaceKind.Channel);

    /// <summary>All cards by a name that is unique.</summary>
    public static IEnumerable<(string Name, Card Card)> Cards()
    {
        foreach (var (kind, name, person, text) in new[]
        {
            ("plain", "Clean Water Alliance", Anna, "Adopt the charter."),
            ("nasty", Nasty, Mallory, Nasty + "\n> quote\n- list\n" + string.Concat(Enumerable.Repeat("اعتماد الميثاق 👩‍👩‍👧 <&>*_ ", 110))),
        })
        {
            foreach (var (card, made) in Partnership(name, person).Concat(Decisions(name, person, Cut(text, 3000))).Concat(Invitations(Cut(text, 250))).Concat(LifeGallery.Cards(name, person, Cut(text, 3000))).Concat(MethodGallery.Cards(name, person, Cut(text, 3000))).Concat(ElectorateGallery.Cards(name, person, Cut(text, 3000))).Concat(RosterGallery.Cards(name, person)).Concat(ProtocolGallery.Cards(name, person, Cut(text, 2000))).Concat(TensionGallery.Cards(name, person, Cut(text, 3000))).Concat(PrincipleGallery.Cards(name, person, Cut(text, 3000))).Concat(DigestGallery.Cards(name, person, Cut(text, 3000))).Concat(MilestoneGallery.Cards(name, person, Cut(text, 3000))))
            {
                yield return ($"{card}-{kind}", made);
            }
        }
    }

    /// <summary>The cards that stand for forms, and those with a step that cannot be taken back.</summary>
    private static IEnumerable<(string, Card)> Invitations(string text)
    {
        yield return ("invited", ProposalForm.Of("p", Proposal.Blank with { Text = text }, Text.Say("propose.unclear", ("parts", text))).Invitation(Text.Say("propose.title")));
        yield return ("invited-emoji", ProposalForm.Of("p", Proposal.Blank with { Text = string.Concat(Enumerable.Repeat("🌍", 125)) }).Invitation(Text.Say("propose.title")));
        yield return ("file", new Card("decision-12-record.json", Text.Say("record.file", ("n", 12), ("position", 7), ("hash", new string('0', 64))),
        [
            new Element.Paragraph(Text.Say("file.link", ("until", Now))) { Quiet = true },
            new Element.Buttons([Button.To(Text.Say("file.open.button"), new("https://bot.example.org/records/" + new string('x', 1000)))]),
        ]));
        yield return ("danger", Card.Of(text, new Element.Buttons([new(Text.Say("close.button"), "decision.close", BallotForm.Args("p", 12)) { Tone = ButtonTone.Danger }])));
    }

    /// <summary>All forms by a name that is unique.</summary>
    public static IEnumerable<(string Name, Form Form)> Forms()
    {
        var proposal = Proposal.Blank with { Text = new string('x', 3000) };
        yield return ("propose", ProposalForm.Of("p", Proposal.Blank));
        yield return ("propose-nasty", ProposalForm.Of("p", proposal, Text.Say("propose.unclear", ("parts", Nasty))));
        yield return ("ballot", BallotForm.Of("p", 12, new(Method.Consent, 50), null, null));
        yield return ("ballot-majority", BallotForm.Of("p", 12, new(Method.Majority(Threshold.Half), 50), null, new Ballot(Choice.For, Nasty, Anna, Now)));
        yield return ("ballot-in-space", BallotForm.ReadIn(true, new(Method.Consent, 50), BallotForm.Of("p", 12, new(Method.Consent, 50), null, null)));
        yield return ("ballot-in-space-anonymous", BallotForm.ReadIn(true, new(Method.Consent, 50) { Visibility = Visibility.Anonymous }, BallotForm.Of("p", 12, new(Method.Consent, 50) { Visibility = Visibility.Anonymous }, null, null)));
        yield return ("ballot-object", BallotForm.Of("p", 999, new(Method.Consent, 50), Choice.Object, null));
        foreach (var form in LifeGallery.Forms(Anna, Nasty).Concat(MethodGallery.Forms(Nasty)).Concat(ElectorateGallery.Forms(Nasty)).Concat(RosterGallery.Forms(Mallory, Nasty)).Concat(ProtocolGallery.Forms(Nasty)).Concat(TensionGallery.Forms(Mallory, Nasty)).Concat(PrincipleGallery.Forms(Mallory, Nasty)).Concat(DigestGallery.Forms(Nasty)).Concat(MilestoneGallery.Forms(Mallory, Nasty)))
        {
            yield return form;
        }
    }

    /// <summary>As much as a field takes, no character cut in half.</summary>
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];

    private static IEnumerable<(string, Card)> Partnership(string name, Person person)
    {
        var partnership = new Partnership(name, "Africa/Dakar", [person], [new(Here, "fr")], Now);
        var member = new Member(person, "x", name, Standing.Asked, Now) { Delegate = true };
        var seat = new Seat("p", partnership, person, member with { Standing = Standing.Admitted });
        var key = Kinds.MemberKey("p", person);
        var partners = Enumerable.Range(0, 40).Select(i => new Partner(
            $"{name} {i}", BotPartner.Core.Partnerships.Constituency.Ids[i % 9], i % 3 == 0 ? null : $"Region {i % 4}")).ToArray();
        yield return ("welcome", PartnershipCards.Welcome(Here, person));
        yield return ("welcome-personal", PartnershipCards.Welcome(person.Direct, null));
        yield return ("hello", PartnershipCards.Hello(seat));
        yield return ("founded-here", PartnershipCards.FoundedHere(partnership, person));
        yield return ("connected-here", PartnershipCards.ConnectedHere("p", partnership, person));
        yield return ("founded", PartnershipCards.Founded(seat));
        yield return ("partners", PartnershipCards.Partners(seat, partners));
        yield return ("partners-none", PartnershipCards.Partners(seat, []));
        yield return ("asked", PartnershipCards.Asked(seat, key, member));
        yield return ("settled", PartnershipCards.Settled(member, person));
        yield return ("waiting", PartnershipCards.Waiting([.. Enumerable.Repeat(Kinds.Member.New(key, member), 3)]));
        yield return ("decided", PartnershipCards.Decided(partnership, member));
    }

    private static IEnumerable<(string, Card)> Decisions(string name, Person person, string text)
    {
        foreach (var method in new[] { Method.Consent, Method.Majority(Threshold.Half) })
        {
            foreach (var size in new[] { 1, 6, 500 })
            {
                var decision = new Decision(12, text, method, 50, person, name, Now, Now + Duration.FromDays(7)) { Phase = Phase.Open, Electorate = size, Boxes = 1 };
                var voices = Enumerable.Range(0, size).Select(i => new Voice(
                    new($"v{i}", $"{name} {i}", "business"),
                    i % 5 == 4 ? null : new Ballot(method.Choices[i % 3], i % 3 == 2 ? Cut(text, 1500) : null, person, Now))).ToArray();
                var outcome = Count.Of(method, 50, size, voices.Where(v => v.Ballot is not null).Select(v => v.Ballot!.Choice));
                var closed = decision with { Phase = Phase.Closed, Outcome = outcome, ClosedAt = Now, ClosedBy = size == 6 ? person : null };
                yield return ($"live-{method.Id}-{size}", DecisionCards.Live("p", decision, voices));
                yield return ($"closed-{method.Id}-{size}", DecisionCards.Closed(closed, voices));
                yield return ($"outcome-{method.Id}-{size}", DecisionCards.Outcome(closed));
            }
        }

        yield return ("replaced", VoteCards.Replaced(Method.Consent, 12, name, new(Choice.For, null, person, Now), new(Choice.Against, null, person, Now)));
    }

    /// <summary>The readers that cards are rendered for.</summary>
    public static IEnumerable<Reader> Readers() => Texts.Languages.Select(l => Reader.Of(l, "Africa/Dakar"));
}
