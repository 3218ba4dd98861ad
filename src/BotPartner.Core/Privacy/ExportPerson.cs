using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Privacy;

/// <summary><c>export me</c>: all that is kept of the person who asks, and of nobody else, for them alone.</summary>
public sealed class ExportPerson(PersonFiles files, Roster roster, Change change) : IFeature
{
    private const string Action = "person.export";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("export.me", (said, _, ct) => Export(said, ct)) { Order = 160 },
        new Route.Press(Action, Export),
    ];

    /// <summary>The button.</summary>
    public static Button Button => new(Text.Say("export.me.button"), Action, new Dictionary<string, string>());

    private async Task<Reply> Export(Request request, CancellationToken cancellation)
    {
        // A role may have been given before it was noted for its holder. The file may be fetched later, so it is noted now.
        if (await roster.SeatOf(request, cancellation) is ({ Kept: true, Id: var here }, _))
        {
            await JoinPlace.Index(change, here, request.Person, cancellation);
        }

        return await files.Of(Key.Hash(request.Person.Key), cancellation) is { } file
            ? file with { Confidential = true }
            : Reply.Say(Text.Say("forget.nothing")) with { Confidential = true };
    }
}
