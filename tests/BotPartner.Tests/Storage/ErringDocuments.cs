using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Tests.Storage;

/// <summary>A store with bad moments, when a spec says so: it is down, it fails as nobody foresaw, or documents come back broken.</summary>
internal sealed class ErringDocuments(IDocuments inner, ErringDocuments.Errors errors) : IDocuments
{
    public async Task<Entry?> Find(Key key, CancellationToken cancellation) => Read(await Called().Find(key, cancellation));

    public Task<string?> Save(Entry entry, CancellationToken cancellation)
    {
        errors.Saving?.Invoke(entry);
        return errors.Breaking?.Invoke(entry) is null ? Called().Save(entry, cancellation) : PutOff(entry, cancellation);
    }

    /// <summary>What only seems broken here is not to be so for good: of what is saved of it nothing is kept but when it is looked at again.
    /// Without that a clock would look at it for ever, since here no time passes meanwhile.</summary>
    private async Task<string?> PutOff(Entry broken, CancellationToken cancellation) => await Called().Find(broken.Key, cancellation) is { } whole
        ? await inner.Save(whole with { Due = broken.Due, Version = broken.Version }, cancellation)
        : broken.Version ?? "1";

    public Task<bool> Delete(Key key, string version, CancellationToken cancellation) => Called().Delete(key, version, cancellation);

    public async Task<IReadOnlyList<Entry>> List(string partition, string kind, string after, int take, CancellationToken cancellation) =>
        [.. (await Called().List(partition, kind, after, take, cancellation)).Select(Read).OfType<Entry>()];

    public async Task<IReadOnlyList<Entry>> Due(Instant now, int take, CancellationToken cancellation) =>
        [.. (await Called().Due(now, take, cancellation)).Select(Read).OfType<Entry>()];

    private IDocuments Called()
    {
        errors.Calling?.Invoke();
        return inner;
    }

    private Entry? Read(Entry? entry) => entry is not null && errors.Breaking?.Invoke(entry) is { } broken ? new(entry.Key, entry.Kind, broken, entry.Due, entry.Expires, entry.Version) : entry;

    /// <summary>What goes wrong at the moment, in all processes.</summary>
    public sealed class Errors
    {
        /// <summary>Called before everything; throws to make it fail.</summary>
        public Action? Calling { get; set; }

        /// <summary>Called before each save; throws to make it fail.</summary>
        public Action<Entry>? Saving { get; set; }

        /// <summary>What is read instead of a document's body; null for what is there.</summary>
        public Func<Entry, byte[]?>? Breaking { get; set; }
    }
}

/// <summary>How documents break.</summary>
internal static class BrokenBody
{
    /// <summary>By name: the body with it done to it.</summary>
    public static IReadOnlyDictionary<string, Func<ReadOnlyMemory<byte>, string, byte[]>> Ways { get; } = new Dictionary<string, Func<ReadOnlyMemory<byte>, string, byte[]>>
    {
        ["torn in the middle of the words"] = (body, words) => Encoding.UTF8.GetString(body.Span) is var text && text.IndexOf(words, StringComparison.Ordinal) is >= 0 and var at
            ? Encoding.UTF8.GetBytes(text[..(at + (words.Length / 2))])
            : body.ToArray()[..(body.Length * 2 / 3)],
        ["followed by more"] = (body, words) => [.. body.Span, .. Encoding.UTF8.GetBytes(words)],
        ["words where a moment is"] = (body, words) => Changed(body, v => v.GetValueKind() == System.Text.Json.JsonValueKind.String && DateTimeOffset.TryParse((string?)v, System.Globalization.CultureInfo.InvariantCulture, out _), words),
        ["words where a number is"] = (body, words) => Changed(body, v => v.GetValueKind() == System.Text.Json.JsonValueKind.Number, words),
        ["nothing at all"] = (_, _) => "null"u8.ToArray(),
    };

    private static byte[] Changed(ReadOnlyMemory<byte> body, Func<JsonValue, bool> which, string words)
    {
        var root = JsonNode.Parse(body.Span)!;
        Walk(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());

        void Walk(JsonNode node)
        {
            switch (node)
            {
                case JsonObject fields:
                    foreach (var (name, value) in fields.ToArray())
                    {
                        if (value is JsonValue leaf && which(leaf))
                        {
                            fields[name] = words;
                        }
                        else if (value is not null)
                        {
                            Walk(value);
                        }
                    }

                    break;
                case JsonArray items:
                    foreach (var item in items.OfType<JsonNode>().ToArray())
                    {
                        Walk(item);
                    }

                    break;
            }
        }
    }
}
