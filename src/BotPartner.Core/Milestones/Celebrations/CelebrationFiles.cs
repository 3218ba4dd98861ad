using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;
using BotPartner.Core.Partnerships;
using NodaTime.Text;

namespace BotPartner.Core.Milestones;

/// <summary>Celebrations as files. They are read page by page while they are written: what is held in memory does not grow with them.</summary>
public sealed class CelebrationFiles(MilestoneShelf shelf, Roster roster, Texts texts, TimeProvider time) : IFiles
{
    /// <summary>Wire name of the export that programs read.</summary>
    public const string Json = "celebrations.json";

    /// <summary>Wire name of the export that people read; a language follows.</summary>
    public const string Stories = "celebrations.md";

    /// <summary>The form of <see cref="Json"/>.</summary>
    public const string Format = "botpartner.celebrations/1";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The file for programs.</summary>
    public Reply.File ForPrograms(string partnership) =>
        new(Json, "application/json", (to, ct) => Write(partnership, to, ct), Text.Say("export.celebrations.file.json"), new(partnership, Json));

    /// <summary>The file for people, in a language.</summary>
    public Reply.File ForPeople(string partnership, string language) =>
        new(Stories, "text/markdown", (to, ct) => Tell(partnership, language, to, ct), Text.Say("export.celebrations.file.stories"), new(partnership, $"{Stories}/{language}"));

    /// <inheritdoc/>
    public Task<Reply.File?> Find(FileSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Task.FromResult<Reply.File?>(
            source.What == Json ? ForPrograms(source.Partnership)
            : source.What.StartsWith(Stories + "/", StringComparison.Ordinal) && Texts.Languages.Contains(source.What[(Stories.Length + 1)..])
                ? ForPeople(source.Partnership, source.What[(Stories.Length + 1)..])
                : null);
    }

    private async Task Tell(string id, string language, Stream to, CancellationToken cancellation)
    {
        if (await roster.Latest(id, cancellation) is not { } partnership)
        {
            return;
        }

        var story = new Story(texts, Reader.Of(language, partnership.TimeZone));
        await to.WriteAsync(Encoding.UTF8.GetBytes(story.Head(partnership)), cancellation);
        await foreach (var celebration in shelf.Celebrations(id, cancellation))
        {
            await to.WriteAsync(Encoding.UTF8.GetBytes(story.Of(celebration)), cancellation);
        }
    }

    private async Task Write(string id, Stream to, CancellationToken cancellation)
    {
        var partnership = await roster.Latest(id, cancellation);
        await using var json = new Utf8JsonWriter(to, Relaxed);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("partnership", partnership?.Name);
        json.WriteString("exportedAt", InstantPattern.ExtendedIso.Format(time.Now()));
        json.WriteStartArray("celebrations");
        await foreach (var celebration in shelf.Celebrations(id, cancellation))
        {
            One(json, celebration);
            await json.FlushAsync(cancellation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
    }

    private static void One(Utf8JsonWriter json, Celebration celebration)
    {
        json.WriteStartObject();
        json.WriteNumber("milestone", celebration.Number);
        json.WriteString("title", celebration.Title);
        json.WriteString("completedAt", InstantPattern.ExtendedIso.Format(celebration.At));
        json.WriteString("completedBy", celebration.ByPartner);
        json.WriteString("indicator", celebration.Indicator);
        json.WriteString("measured", celebration.Measured);
        json.WriteBoolean("firstStep", celebration.First);
        if (celebration.Decision is { } decision)
        {
            json.WriteNumber("decision", decision);
        }

        json.WriteStartArray("credits");
        foreach (var credit in celebration.Confirmed)
        {
            json.WriteStartObject();
            json.WriteString("partner", credit.Name);
            json.WriteString("line", credit.Line);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(credit.At!.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notYetConfirmed");
        foreach (var credit in celebration.Awaited)
        {
            json.WriteStringValue(credit.Name);
        }

        json.WriteEndArray();
        json.WriteStartObject("kudos");
        foreach (var kind in Celebration.Kinds)
        {
            json.WriteNumber(kind, celebration.Kudos.GetValueOrDefault(kind));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
