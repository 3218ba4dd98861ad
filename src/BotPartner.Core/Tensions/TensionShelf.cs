using System.Runtime.CompilerServices;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Tensions;

/// <summary>The tensions of a partnership, drafts included.</summary>
public sealed class TensionShelf(IDocuments documents, Change change)
{
    private const int Page = 100;

    /// <summary>The one of this code; null if there is none.</summary>
    public Task<Document<Tension>?> Find(string partnership, string code, CancellationToken cancellation) =>
        change.Load(TensionKinds.Tension, TensionKinds.Key(partnership, code), cancellation);

    /// <summary>Changes one, as <see cref="Change.Run"/> does.</summary>
    public Task<Changed<Tension>> Run(Key key, Request? request, Func<Document<Tension>?, Verdict<Tension>> decide, CancellationToken cancellation) =>
        change.Run(TensionKinds.Tension, key, request, decide, cancellation);

    /// <summary>All of them, in an order that says nothing.</summary>
    public async IAsyncEnumerable<Tension> All(string partnership, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in documents.All(partnership, TensionKinds.Tension.Name, Page, cancellation))
        {
            yield return TensionKinds.Tension.Read(entry).State;
        }
    }
}
