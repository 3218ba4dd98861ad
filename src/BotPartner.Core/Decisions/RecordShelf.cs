using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Decisions;

/// <summary>A piece of a record that is larger than one document may be.</summary>
/// <param name="Of">How many pieces there are.</param>
/// <param name="Text">The piece of the record as its file has it.</param>
public sealed record RecordPage(int Of, string Text);

/// <summary>
/// The records of partnerships as they are kept: each in a document of its own. Stores take documents of 2 MB, and a record tells every
/// ballot of every round: of one that is larger the document holds all but the rounds, and the whole lies beside it, in pages.
/// </summary>
public sealed class RecordShelf(IDocuments documents, Change change)
{
    /// <summary>How many UTF-16 units a page holds: none of them takes more than six bytes as documents are written. Never to be changed: a
    /// record of which some pages were written is gone on with.</summary>
    public const int PageLength = 200_000;

    private const int Listed = 50;
    private const int PagesListed = 4;

    /// <summary>Writes a record, unless one is there. May be repeated: the document with its hash comes last, and pages are named by it.</summary>
    /// <returns>What stands at its place now: what was written once is never written anew, even if it would be another today.</returns>
    public async Task<DecisionRecord> Keep(string partnership, DecisionRecord record, CancellationToken cancellation)
    {
        var pages = Pages(Encoding.UTF8.GetString(record.ToBytes()));

        // One document finds out by itself what is there; pages that nobody reads are not to be written.
        if (pages.Count > 1 && await Find(partnership, record.Position, cancellation) is { } there)
        {
            return there;
        }

        for (var i = 0; pages.Count > 1 && i < pages.Count; i++)
        {
            await Create(DecisionKinds.RecordPage, DecisionKinds.RecordPageKey(partnership, record, i), new(pages.Count, pages[i]), cancellation);
        }

        var stands = await Create(DecisionKinds.Record, DecisionKinds.RecordKey(partnership, record.Position), pages.Count > 1 ? record with { Rounds = [] } : record, cancellation);
        return stands.Hash == record.Hash ? record : await Whole(partnership, stands, cancellation);
    }

    /// <summary>The record at a position; null if there is none.</summary>
    /// <exception cref="StoreUnavailableException">The store does not show all of it yet.</exception>
    public async Task<DecisionRecord?> Find(string partnership, int position, CancellationToken cancellation) =>
        await change.Load(DecisionKinds.Record, DecisionKinds.RecordKey(partnership, position), cancellation) is { State: var found } ? await Whole(partnership, found, cancellation) : null;

    /// <summary>All records in the order of their chain, read while they are taken.</summary>
    /// <exception cref="StoreUnavailableException">The store does not show all of one yet.</exception>
    public async IAsyncEnumerable<DecisionRecord> All(string partnership, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in documents.All(partnership, DecisionKinds.Record.Name, Listed, cancellation))
        {
            yield return await Whole(partnership, DecisionKinds.Record.Read(entry).State, cancellation);
        }
    }

    /// <summary>The text in pieces; none begins in the middle of a character.</summary>
    private static List<string> Pages(string text)
    {
        var pages = new List<string>();
        for (var at = 0; at < text.Length; at += pages[^1].Length)
        {
            var length = Math.Min(PageLength, text.Length - at);
            pages.Add(text.Substring(at, char.IsHighSurrogate(text[at + length - 1]) ? length - 1 : length));
        }

        return pages;
    }

    private async Task<DecisionRecord> Whole(string partnership, DecisionRecord record, CancellationToken cancellation)
    {
        if (record.Rounds.Count > 0 || IsWhole(record, record.Hash))
        {
            return record;
        }

        var (text, seen) = (new StringBuilder(), 0);
        var prefix = DecisionKinds.RecordPageKey(partnership, record, 0).Id[..^4];
        await foreach (var entry in documents.All(partnership, DecisionKinds.RecordPage.Name, PagesListed, cancellation, prefix))
        {
            var page = DecisionKinds.RecordPage.Read(entry).State;
            text.Append(entry.Key.Id.StartsWith(prefix, StringComparison.Ordinal) ? page.Text : "");
            if (++seen == page.Of)
            {
                break;
            }
        }

        return Read(text.ToString(), record.Hash) is { } whole ? whole : throw new StoreUnavailableException("not all pages of a record can be read yet");
    }

    private static bool IsWhole(DecisionRecord record, string hash) => record.After(record.Position - 1, record.Previous).Hash == hash;

    /// <summary>The record that pages hold together. Its hash is taken of what stands there, not of what this version would write.</summary>
    private static DecisionRecord? Read(string text, string hash)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return DecisionRecord.HashOf(json.RootElement) == hash ? json.Deserialize(RecordJson.Default.DecisionRecord) : null;
        }
        catch (JsonException)
        {
            return null; // One of its pages is missing.
        }
    }

    private async Task<T> Create<T>(Kind<T> kind, Key key, T state, CancellationToken cancellation)
        where T : class
    {
        var created = await change.Run(kind, key, null, current => current is null ? kind.New(key, state) : new Verdict<T>.Leave(), cancellation);
        return created.Document?.State ?? throw new StoreUnavailableException("a record could not be written");
    }
}
