using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Milestones;

/// <summary><c>export celebrations [json]</c>: what was completed, as stories or for programs, for members.</summary>
public sealed class ExportCelebrations(FindMilestone find, CelebrationFiles files, Texts texts) : IFeature
{
    private const string Action = "celebrations.export";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("export.celebrations", (said, rest, ct) =>
            rest.Length == 0 || Is("export.celebrations.words.stories", rest) ? Export(said, stories: true, ct)
            : Is("export.words.json", rest) ? Export(said, stories: false, ct)
            : Task.FromResult(Reply.Say(Text.Say("export.celebrations.unknown", ("typed", rest))))) { Order = 134 },
        new Route.Press(Action, (pressed, ct) => Export(pressed, pressed.Args.GetValueOrDefault("f") != "json", ct)),
    ];

    /// <summary>The button for the stories, or for what programs read.</summary>
    public static Button Button(string partnership, bool json = false) => json
        ? new(Text.Say("export.celebrations.json.button"), Action, new Dictionary<string, string> { ["p"] = partnership, ["f"] = "json" })
        : new(Text.Say("export.celebrations.button"), Action, new Dictionary<string, string> { ["p"] = partnership });

    private async Task<Reply> Export(Request request, bool stories, CancellationToken cancellation)
    {
        var (seat, refused) = await find.Member(request, "", cancellation);
        return seat is null ? refused!
            : seat.Answer((stories ? files.ForPeople(seat.Id, Texts.Nearest(request.Person.Language)) : files.ForPrograms(seat.Id)) with { Confidential = true });
    }

    private bool Is(string key, string typed) => Texts.Languages.SelectMany(l => texts.Raw(key, l).Split('|')).Any(w => Words.Fold(w) == Words.Fold(typed));
}
