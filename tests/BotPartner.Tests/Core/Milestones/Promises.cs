using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Core.Milestones;
using BotPartner.Tests.Core.Decisions;

namespace BotPartner.Tests.Core.Milestones;

/// <summary>What specs of milestones read in the store and in answers.</summary>
internal static class Promises
{
    public static readonly Texts Texts = Texts.Load();

    public static async Task<Milestone> Milestone(this Chamber chamber, int number = 1) =>
        MilestoneKinds.Milestone.Read((await chamber.Documents.Find(MilestoneKinds.Key(Chamber.Id, number), TestContext.Current.CancellationToken))!).State;

    public static async Task<Document<Celebration>?> Celebration(this Chamber chamber, int number = 1) =>
        await chamber.Documents.Find(MilestoneKinds.CelebrationKey(Chamber.Id, number), TestContext.Current.CancellationToken) is { } entry ? MilestoneKinds.Celebration.Read(entry) : null;

    /// <summary>All that a card says, in a language.</summary>
    public static string Read(this Card card, string language = "en")
    {
        var reader = Reader.Of(language, "UTC");
        return string.Join('\n', Parts(card).Select(t => Texts.Plain(t, reader)));
    }

    public static string Read(this Reply reply, string language = "en") => reply switch
    {
        Reply.Show shown => shown.Card.Read(language),
        Reply.Open { Form: var form } => form.Invitation("").Read(language),
        Reply.Correct { Form: var form, Errors: var errors } => string.Join('\n', errors.Values.Select(e => Texts.Plain(e, Reader.Of(language, "UTC"))).Append(form.Invitation("").Read(language))),
        _ => "",
    };

    /// <summary>The wire names of a card's buttons.</summary>
    public static IReadOnlyList<string> Actions(this Reply reply) =>
        [.. ((Reply.Show)reply).Card.Elements.OfType<Element.Buttons>().SelectMany(b => b.Items).Select(b => b.Action)];

    public static string? Value(this Form form, string field) => form.Fields.SingleOrDefault(f => f.Id == field)?.Value;

    /// <summary>A form as its opener sends it back, with some fields filled in.</summary>
    public static Dictionary<string, string> Filled(this Form form, params (string Field, string Value)[] with)
    {
        var values = form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!);
        foreach (var (field, value) in with)
        {
            values[field] = value;
        }

        return values.Where(v => v.Value.Length > 0).ToDictionary();
    }

    /// <summary>How often the celebration was posted or edited in the hall.</summary>
    public static int Shown(this Chamber chamber) => chamber.Sent.Count(s => s.To.Place.Channel == "hall");

    private static IEnumerable<Text> Parts(Card card) =>
    [
        card.Title, card.Summary,
        .. card.Elements.SelectMany(e => e switch
        {
            Element.Paragraph p => [p.Text],
            Element.Quote q => [q.Words, q.By ?? ""],
            Element.Facts f => f.Lines.Select(l => (Text)new Text.Joined([l.Label, ": ", l.Value])),
            Element.Bars b => b.Lines.Select(l => (Text)new Text.Joined([l.Label, $": {l.Count}/{l.Total}"])),
            Element.Buttons b => b.Items.Select(i => i.Label),
            _ => Enumerable.Empty<Text>(),
        }),
    ];
}
