using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Principles;

/// <summary>Where the principles of partnerships are kept.</summary>
public sealed class PrincipleShelf(IDocuments documents, Change change, Partners partners)
{
    private const int Page = 200;

    /// <summary>All of a partnership, by number.</summary>
    public async Task<IReadOnlyList<Principle>> All(string partnership, CancellationToken cancellation)
    {
        var all = new List<Principle>();
        await foreach (var entry in documents.All(partnership, PrincipleKinds.Principle.Name, Page, cancellation))
        {
            all.Add(PrincipleKinds.Principle.Read(entry).State);
        }

        return all;
    }

    /// <summary>Those that hold, by number.</summary>
    public async Task<IReadOnlyList<Principle>> Adopted(string partnership, CancellationToken cancellation) =>
        [.. (await All(partnership, cancellation)).Where(p => p.RetiredAt is null)];

    /// <summary>One of them; null if there is none.</summary>
    public async Task<Principle?> Find(string partnership, int number, CancellationToken cancellation) =>
        number <= 0 ? null : (await change.Load(PrincipleKinds.Principle, PrincipleKinds.Key(partnership, number), cancellation))?.State;

    /// <summary>Changes one.</summary>
    public Task<Changed<Principle>> Run(Key key, Request? request, Func<Document<Principle>?, Verdict<Principle>> decide, CancellationToken cancellation) =>
        change.Run(PrincipleKinds.Principle, key, request, decide, cancellation);

    /// <summary>The partners that can acknowledge, by name.</summary>
    public async Task<IReadOnlyList<Acknowledger>> Partners(string partnership, CancellationToken cancellation) =>
        [.. (await partners.All(partnership, cancellation)).Select(p => new Acknowledger(p.Id, p.State.Name, p.State.Since)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)];
}
