using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime.Text;

namespace BotPartner.Core.Decisions;

/// <summary>Records and exports as files. An export is read page by page while it is written: what is held in memory does not grow with it.</summary>
public sealed class DecisionFiles(IDocuments documents, KeepRecord records, Ballots ballots, TimeProvider time) : IFiles
{
    /// <summary>Wire name of the export that programs read: all records, which the verifier checks, and what has none yet.</summary>
    public const string Json = "decisions.json";

    /// <summary>Wire name of the export that spreadsheets read.</summary>
    public const string Table = "decisions.csv";

    /// <summary>The form of <see cref="Json"/>.</summary>
    public const string Format = "botpartner.decisions/1";

    private const string RecordPrefix = "record/";
    private const int Page = 50;
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record of a decision; null if it has not ended, or there is none.</summary>
    public async Task<(Reply.File File, DecisionRecord Record)?> Record(string partnership, int number, CancellationToken cancellation)
    {
        if (await records.Of(partnership, number, cancellation) is not { } record)
        {
            return null;
        }

        var bytes = record.ToBytes();
        var text = Text.Say("record.file", ("n", number), ("position", record.Position), ("hash", record.Hash));
        return (new Reply.File(
            $"decision-{number}-record.json", "application/json", async (to, ct) => await to.WriteAsync(bytes, ct), text, new(partnership, $"{RecordPrefix}{number}")), record);
    }

    /// <summary>An export.</summary>
    /// <param name="partnership">The partnership's id.</param>
    /// <param name="table">Whether it is for a spreadsheet.</param>
    public Reply.File Export(string partnership, bool table) => table
        ? new(Table, "text/csv", (to, ct) => WriteTable(partnership, to, ct), Text.Say("export.file.table"), new(partnership, Table))
        : new(Json, "application/json", (to, ct) => WriteJson(partnership, to, ct), Text.Say("export.file.json"), new(partnership, Json));

    /// <inheritdoc/>
    public async Task<Reply.File?> Find(FileSource source, CancellationToken cancellation) => source.What switch
    {
        Json => Export(source.Partnership, table: false),
        Table => Export(source.Partnership, table: true),
        var what when what.StartsWith(RecordPrefix, StringComparison.Ordinal) && int.TryParse(what.AsSpan(RecordPrefix.Length), out var number) =>
            (await Record(source.Partnership, number, cancellation))?.File,
        _ => null,
    };

    private async Task WriteJson(string partnership, Stream to, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(to, Relaxed);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("partnership", partnership);
        json.WriteString("exportedAt", InstantPattern.ExtendedIso.Format(time.Now()));
        json.WriteStartArray("records");
        var last = 0;
        await foreach (var record in records.All(partnership, cancellation))
        {
            last = record.Position;
            json.WriteRawValue(record.ToBytes());
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteStartArray("unrecorded");
        await foreach (var decision in Unrecorded(partnership, last, cancellation))
        {
            JsonSerializer.Serialize(json, decision, RecordJson.Default.UnrecordedDecision);
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    private async Task WriteTable(string partnership, Stream to, CancellationToken cancellation)
    {
        await to.WriteAsync(Csv.Mark, cancellation);
        await to.WriteAsync(Csv.Line(DecisionTable.Header), cancellation);
        var last = 0;
        await foreach (var record in records.All(partnership, cancellation))
        {
            last = record.Position;
            await to.WriteAsync(Csv.Line(DecisionTable.Line(record)), cancellation);
        }

        await foreach (var decision in Unrecorded(partnership, last, cancellation))
        {
            await to.WriteAsync(Csv.Line(DecisionTable.Line(decision)), cancellation);
        }
    }

    /// <summary>All decisions that go on, ended before records were kept, or were recorded while this was read.</summary>
    private async IAsyncEnumerable<UnrecordedDecision> Unrecorded(string partnership, int last, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var entry in documents.All(partnership, DecisionKinds.Decision.Name, Page, cancellation))
        {
            var decision = DecisionKinds.Decision.Read(entry).State;
            if (decision.Phase is not (Phase.Closed or Phase.Withdrawn) || decision.Unrecorded || decision.Recorded?.Position > last)
            {
                yield return UnrecordedDecision.Of(decision, Ballots.Voices(await ballots.Of(partnership, decision.Number, cancellation, decision.Round)));
            }
        }
    }
}
