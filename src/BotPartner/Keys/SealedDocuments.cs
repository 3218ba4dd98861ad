using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Keys;

/// <summary>A store in which documents of some kinds lie encrypted as a whole: their state, and the messages that they owe. What they are
/// found by (key, kind, when they are due) stays readable. Copies of the store, its log files and its exports hold them encrypted, too.</summary>
/// <param name="store">Where they lie.</param>
/// <param name="vault">Encrypts them, each for its own name: one cannot be put in the place of another.</param>
/// <param name="kinds">Which.</param>
/// <param name="log">Says which of the keys are missed.</param>
internal sealed partial class SealedDocuments(IDocuments store, Vault vault, FrozenSet<string> kinds, ILogger<SealedDocuments> log) : IDocuments
{
    private const string Property = "sealed";

    /// <inheritdoc/>
    public async Task<Entry?> Find(Key key, CancellationToken cancellation) =>
        await store.Find(key, cancellation) is { } entry ? Open(entry) ?? throw Lost(entry) : null;

    /// <inheritdoc/>
    public Task<string?> Save(Entry entry, CancellationToken cancellation) => store.Save(Seal(entry), cancellation);

    /// <inheritdoc/>
    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => store.Delete(key, version, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation)
    {
        var page = await store.List(partition, kind, after, take, cancellation);
        return kinds.Contains(kind) ? [.. page.Select(e => Open(e) ?? throw Lost(e))] : page;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation)
    {
        // One that cannot be opened is put off by who finds it unreadable, and holds up no other.
        var due = await store.Due(now, take, cancellation);
        return due.Any(e => kinds.Contains(e.Kind)) ? [.. due.Select(e => Open(e) ?? Unopened(e))] : due;
    }

    private static StoreUnavailableException Lost(Entry entry) =>
        new($"a {entry.Kind} cannot be decrypted: the keys in Keys:Folder are not those that it was encrypted with; put them back");

    [LoggerMessage(16, LogLevel.Error, "A {Kind} is due and cannot be decrypted: the keys in Keys:Folder are not those that it was encrypted with; put them back")]
    private static partial void LogLost(ILogger log, string kind);

    private static string Purpose(Entry entry) => $"document/{entry.Key.Partition}/{entry.Key.Id}";

    // Not what this process may have parsed of it: nobody shall take it for one that can be worked on.
    private Entry Unopened(Entry entry)
    {
        LogLost(log, entry.Kind);
        return new(entry.Key, entry.Kind, entry.Body, entry.Due, entry.Expires, entry.Version);
    }

    private static string? Sealed(Entry entry)
    {
        var json = new Utf8JsonReader(entry.Body.Span);
        return json.Read() && json.TokenType == JsonTokenType.StartObject && json.Read() && json.TokenType == JsonTokenType.PropertyName
            && json.ValueTextEquals(Property) && json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }

    private Entry Seal(Entry entry)
    {
        if (!kinds.Contains(entry.Kind) || Sealed(entry) is not null)
        {
            return entry;
        }

        var cipher = vault.Protect(Purpose(entry), Encoding.UTF8.GetString(entry.Body.Span));
        return entry with { Body = Encoding.UTF8.GetBytes($$"""{"{{Property}}":"{{cipher}}"}""") };
    }

    /// <summary>As it was saved; null if it is encrypted with keys that are not there.</summary>
    private Entry? Open(Entry entry) =>
        !kinds.Contains(entry.Kind) || Sealed(entry) is not { } cipher ? entry
        : vault.Unprotect(Purpose(entry), cipher) is { } body ? entry with { Body = Encoding.UTF8.GetBytes(body) }
        : null;
}
