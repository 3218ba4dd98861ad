using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>partners</c>: the roster and its balance.</summary>
public sealed class ListPartners(Partners partners, Roster roster) : IFeature
{
    /// <summary>The button that shows it.</summary>
    public const string Action = "partners";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("partners", (said, _, ct) => Show(said, ct)) { Order = 30 },
        new Route.Press(Action, Show),
    ];

    private async Task<Reply> Show(Request request, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.GuestOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var all = await partners.All(seat.Id, cancellation);
        return seat.Answer(new Reply.Show(PartnershipCards.Partners(seat, [.. all.Select(p => p.State)])));
    }
}

/// <summary>The partners of a partnership.</summary>
public sealed class Partners(IDocuments documents, Change change)
{
    private const int Page = 500;

    /// <summary>All of them, in a stable order that says nothing about them.</summary>
    public async Task<IReadOnlyList<(string Id, Partner State)>> All(string partnership, CancellationToken cancellation)
    {
        var all = new List<(string, Partner)>();
        await foreach (var entry in documents.All(partnership, Kinds.Partner.Name, Page, cancellation))
        {
            if (Kinds.Partner.Read(entry).State is { Removed: null } partner)
            {
                all.Add((entry.Key.Id["partner:".Length..], partner));
            }
        }

        return all;
    }

    /// <summary>The partner of this name or with this id; or null.</summary>
    public async Task<(string Id, Partner State)?> Called(string partnership, string typed, CancellationToken cancellation) =>
        await Named(partnership, typed, cancellation)
        ?? (await change.Load(Kinds.Partner, Kinds.PartnerKey(partnership, IsId(typed) ? typed : "-"), cancellation) is { State: { Removed: null } found } ? (typed, found) : null);

    /// <summary>The partner of this name, spelt as people spell; or null.</summary>
    public async Task<(string Id, Partner State)?> Named(string partnership, string name, CancellationToken cancellation)
    {
        var id = Partner.IdOf(name);
        var found = await change.Load(Kinds.Partner, Kinds.PartnerKey(partnership, id), cancellation);
        return found is null or { State.Removed: not null } ? null : (id, found.State);
    }

    /// <summary>Whether this is written as ids are, so that it can be looked up.</summary>
    private static bool IsId(string typed) => typed.Length == 22 && typed.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
