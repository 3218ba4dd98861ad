using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Decisions;

/// <summary><c>export decisions [csv]</c>: everything that was decided, and what is being decided, for members.</summary>
public sealed class ExportDecisions(Roster roster, DecisionFiles files, Texts texts) : IFeature
{
    /// <summary>The wire name of the button.</summary>
    public const string Action = "decisions.export";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("export.decisions", (said, rest, ct) =>
            Is("export.words.table", rest) ? Export(said, table: true, ct)
            : rest.Length == 0 || Is("export.words.json", rest) ? Export(said, table: false, ct)
            : Task.FromResult(Reply.Say(Text.Say("export.unknown", ("typed", rest))))) { Order = 115 },
        new Route.Press(Action, (pressed, ct) => Export(pressed, pressed.Args.GetValueOrDefault("f") == "table", ct)),
    ];

    private async Task<Reply> Export(Request request, bool table, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        return seat is null or { Belongs: false }
            ? (refusal ?? Refusal.Of("refusal.stranger")).ToReply()
            : seat.Answer(files.Export(seat.Id, table) with { Confidential = true });
    }

    private bool Is(string key, string typed) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed));
}
