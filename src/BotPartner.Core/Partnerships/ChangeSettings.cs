using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using NodaTime;

namespace BotPartner.Core.Partnerships;

/// <summary><c>language fr</c> for this place, <c>timezone Africa/Dakar</c> for the partnership.</summary>
public sealed class ChangeSettings(Change change, Roster roster) : IFeature
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("language", Language) { Order = 130 },
        new Route.Command("timezone", TimeZone) { Order = 140 },
    ];

    private async Task<Reply> Language(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var language = rest.Trim().ToLowerInvariant();
        if (!Texts.Languages.Contains(language))
        {
            return seat.Answer(Reply.Say(Text.Say("language.which")));
        }

        await Save(seat, p => p with { Links = [.. p.Links.Select(l => l.Place.Key == said.Place.Key ? l with { Language = language } : l)] }, cancellation);
        return seat.Answer(Reply.Say(Text.Say("language.done"))) with { Language = language };
    }

    private async Task<Reply> TimeZone(Request.Said said, string rest, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(said, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var zone = DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => string.Equals(id, rest.Trim(), StringComparison.OrdinalIgnoreCase));
        if (zone is null)
        {
            return seat.Answer(Reply.Say(Text.Say("timezone.which", ("zone", seat.Partnership.TimeZone))));
        }

        // Places that had a zone of their own by the founder's clock follow the partnership's from now on.
        await Save(seat, p => p with { TimeZone = zone, Links = [.. p.Links.Select(l => l with { TimeZone = null })] }, cancellation);
        return seat.Answer(Reply.Say(Text.Say("timezone.done", ("partnership", seat.Partnership.Name), ("zone", zone))));
    }

    private async Task Save(Seat seat, Func<Partnership, Partnership> set, CancellationToken cancellation)
    {
        await change.Run(
            Kinds.Partnership,
            Kinds.PartnershipKey(seat.Id),
            null,
            current => current is null ? new Verdict<Partnership>.Leave() : current with { State = set(current.State) },
            cancellation);
        roster.Forget(seat.Id);
    }
}
