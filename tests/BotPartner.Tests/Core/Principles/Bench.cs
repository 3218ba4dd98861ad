using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;
using BotPartner.Core.Principles;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Principles;

/// <summary>A partnership of three that decides on principles.</summary>
internal static class Bench
{
    public static readonly Texts Texts = Texts.Load();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Puts it in words and adopts it; what was answered.</summary>
    public static async Task<Reply> Agrees(this Chamber chamber, Chamber.Desk desk, string words, string who = "north")
    {
        var reply = await desk.Do(chamber.Say(who, words));
        await chamber.Votes(desk, await chamber.Count("decision"));
        return reply;
    }

    /// <summary>All consent, it is closed, and the clock does the rest.</summary>
    public static async Task Votes(this Chamber chamber, Chamber.Desk desk, int number)
    {
        await chamber.Consent(desk, number);
        await desk.Do(chamber.Say("north", $"close {number}"));
        for (var i = 0; i < 3; i++)
        {
            await desk.Tick();
            chamber.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>All consent.</summary>
    public static async Task Consent(this Chamber chamber, Chamber.Desk desk, int number, int round = 1)
    {
        foreach (var who in new[] { "north", "south", "west" })
        {
            await desk.Do(chamber.Press(who, CastBallot.Action, new(BallotForm.Args(Chamber.Id, number, round)) { ["c"] = Choice.Consent }));
        }
    }

    /// <summary>The principles as they are stored.</summary>
    public static async Task<IReadOnlyList<Principle>> Principles(this Chamber chamber) =>
        [.. (await chamber.Documents.List(Chamber.Id, "principle", "", 1000, Stop)).Select(e => PrincipleKinds.Principle.Read(e).State)];

    /// <summary>When a decision wants to be looked at again.</summary>
    public static async Task<NodaTime.Instant?> Wakes(this Chamber chamber, int number) =>
        DecisionKinds.Decision.Read((await chamber.Documents.Find(DecisionKinds.Key(Chamber.Id, number), Stop))!).Wake;

    /// <summary>The document of one.</summary>
    public static async Task<BotPartner.Core.Documents.Document<Principle>> Document(this Chamber chamber, int number) =>
        PrincipleKinds.Principle.Read((await chamber.Documents.Find(PrincipleKinds.Key(Chamber.Id, number), Stop))!);

    /// <summary>All that a card says, in a language.</summary>
    public static string Read(this Card card, string language = "en")
    {
        var reader = Reader.Of(language, null);
        string Of(Text text) => Texts.Plain(text, reader);
        return string.Join('\n', card.Elements.SelectMany<Element, string>(e => e switch
        {
            Element.Paragraph p => [Of(p.Text)],
            Element.Quote q => [Of(q.Words), q.By is null ? "" : Of(q.By)],
            Element.Facts f => f.Lines.Select(l => $"{Of(l.Label)}: {Of(l.Value)}"),
            Element.Bars b => b.Lines.Select(l => $"{Of(l.Label)}: {l.Count}/{l.Total}"),
            _ => [],
        }));
    }

    /// <summary>All that an answer says.</summary>
    public static string Read(this Reply reply, string language = "en") => ((Reply.Show)reply).Card.Read(language);

    /// <summary>The wire names of a card's buttons.</summary>
    public static IReadOnlyList<string> Actions(this Reply reply) => [.. ((Reply.Show)reply).Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action)];
}
