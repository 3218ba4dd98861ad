using System.Text.Json;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Decisions;

/// <summary>What checking records came to.</summary>
/// <param name="Checked">How many records were in order before the first that is not.</param>
/// <param name="From">The position of the first: above 1, what came before was not shown.</param>
/// <param name="Finding">The first thing that does not match, or null.</param>
public sealed record Verification(int Checked, int From, Finding? Finding);

/// <summary>What does not match, where.</summary>
/// <param name="Fault">Wire name and end of the text key <c>verify.{fault}</c>; one of <see cref="Faults"/>.</param>
/// <param name="Record">Which record, from 1, as they came.</param>
/// <param name="Path">Where in it, as <c>rounds[0].ballots[3]</c>; empty for the whole.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record Finding(string Fault, int Record, string Path = "", string Found = "", string Expected = "")
{
    /// <summary>For people.</summary>
    public Text ToText() => Text.Say($"verify.{Fault}", ("record", Record), ("path", Path), ("found", Found), ("expected", Expected));
}

/// <summary>
/// Counts records again and follows their chain, with nothing but the records. The last record is only as good as what it
/// is compared with: whoever may write a whole new chain can write one that holds, so keep a hash elsewhere.
/// </summary>
public static class RecordVerifier
{
    /// <summary>Checks records in the order of their chain.</summary>
    public static Verification Verify(IEnumerable<JsonElement> records)
    {
        DecisionRecord? before = null;
        int seen = 0, from = 0;
        foreach (var element in records)
        {
            var (record, finding) = Read(element, seen + 1);
            finding ??= RoundCheck.Of(element, record!, seen + 1) ?? Hash(element, record!, seen + 1) ?? Link(record!, before, seen + 1);
            if (finding is not null)
            {
                return new(seen, from, finding);
            }

            before = record;
            from = seen++ == 0 ? record!.Position : from;
        }

        return new(seen, from, null);
    }

    /// <summary>Checks a file: one record, an array of them, one a line, or an export that holds them.</summary>
    public static Verification Verify(ReadOnlyMemory<byte> file)
    {
        var values = new List<JsonElement>();
        var broken = false;
        try
        {
            var reader = new Utf8JsonReader(file.Span, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                values.Add(JsonElement.ParseValue(ref reader));
            }
        }
        catch (JsonException)
        {
            broken = true;
        }

        // What stands before the broken place is checked first: the first thing that does not match is named.
        var checkedSoFar = Verify(values.SelectMany(Records));
        return checkedSoFar.Finding is null && (broken || (checkedSoFar.Checked == 0 && !values.Exists(IsExport)))
            ? checkedSoFar with { Finding = new(Faults.Unreadable, checkedSoFar.Checked + 1) }
            : checkedSoFar;
    }

    private static IEnumerable<JsonElement> Records(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : IsExport(value) ? value.GetProperty("records").EnumerateArray()
        : [value];

    private static bool IsExport(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals(DecisionFiles.Format)
        && value.TryGetProperty("records", out var records) && records.ValueKind == JsonValueKind.Array;

    private static (DecisionRecord? Record, Finding? Finding) Read(JsonElement element, int at)
    {
        var format = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("format", out var f) && f.ValueKind == JsonValueKind.String ? f.GetRawText() : "";
        if (format != $"\"{DecisionRecord.CurrentFormat}\"")
        {
            return (null, new(Faults.Format, at, "format", format.Trim('"'), DecisionRecord.CurrentFormat));
        }

        if (CanonicalJson.Bytes(element) is null)
        {
            return (null, new(Faults.Unreadable, at));
        }

        try
        {
            var record = element.Deserialize(RecordJson.Default.DecisionRecord);
            return record is { Rounds.Count: > 0 } ? (record, null) : (null, new(Faults.Unreadable, at));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or NodaTime.Text.UnparsableValueException)
        {
            return (null, new(Faults.Unreadable, at, (wrong as JsonException)?.Path ?? ""));
        }
    }

    private static Finding? Hash(JsonElement element, DecisionRecord record, int at) =>
        DecisionRecord.HashOf(element) is var hash && hash == record.Hash ? null : new(Faults.Hash, at, "hash", record.Hash, hash ?? "");

    private static Finding? Link(DecisionRecord record, DecisionRecord? before, int at)
    {
        var position = before?.Position + 1 ?? Math.Max(1, record.Position);
        if (record.Position != position)
        {
            return new(Faults.Position, at, "position", record.Position.ToString(), position.ToString());
        }

        if (before is not null && before.Partnership != record.Partnership)
        {
            return new(Faults.Link, at, "partnership", record.Partnership, before.Partnership);
        }

        var link = before?.Hash ?? (position == 1 ? DecisionRecord.Zeros : record.Previous);
        return record.Previous == link ? null : new(Faults.Link, at, "previous", record.Previous, link);
    }
}

/// <summary>Wire names of what can be wrong with a record. Each has a text <c>verify.{name}</c>.</summary>
public static class Faults
{
    /// <summary>Not JSON, or not as records are written.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A form that this version does not know.</summary>
    public const string Format = "format";

    /// <summary>Terms that could not have been put, or an electorate that could not have been frozen.</summary>
    public const string Terms = "terms";

    /// <summary>A ballot that could not have been cast.</summary>
    public const string Ballot = "ballot";

    /// <summary>A mandate that could not have been given.</summary>
    public const string Mandate = "mandate";

    /// <summary>The outcome is not what the ballots come to.</summary>
    public const string Count = "count";

    /// <summary>The record was changed after it was written.</summary>
    public const string Hash = "hash";

    /// <summary>A record is missing, or stands twice or in the wrong place.</summary>
    public const string Position = "position";

    /// <summary>The record does not link to the one before.</summary>
    public const string Link = "link";
}
