using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Tensions;
using NodaTime.Text;

namespace BotPartner.Core.Privacy;

/// <summary>Writes down what a person wrote in tensions, drafts included, and which they read: nothing that anybody else wrote.</summary>
internal static class PersonTensions
{
    private const int Page = 100;

    /// <summary>Those of a partnership.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="documents">The store.</param>
    /// <param name="partnership">Which partnership.</param>
    /// <param name="them">Whether an account is theirs.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task Write(Utf8JsonWriter json, IDocuments documents, string partnership, Func<Person, bool> them, CancellationToken cancellation)
    {
        json.WriteStartArray("tensions");
        for (var after = ""; ;)
        {
            var page = await documents.List(partnership, TensionKinds.Tension.Name, after, Page, cancellation);
            foreach (var tension in page.Select(e => TensionKinds.Tension.Read(e).State))
            {
                One(json, tension, them);
            }

            if (page.Count < Page)
            {
                break;
            }

            after = page[^1].Key.Id;
        }

        json.WriteEndArray();
    }

    private static void One(Utf8JsonWriter json, Tension tension, Func<Person, bool> them)
    {
        // Of a side that named nobody, it is not kept which of its people wrote.
        Side? side = tension.Raiser.Person is { } raiser && them(raiser) ? Side.Raiser : tension.Other.Person is { } other && them(other) ? Side.Other : null;
        var looks = tension.Looks.Where(l => them(l.Person)).ToArray();
        var guides = tension.Panel?.Taken is { } guide && them(guide);
        if (side is null && looks.Length == 0 && !guides)
        {
            return;
        }

        // An unsent draft is its author's alone; with whom it is to be says nothing of anybody else.
        if (tension.Course is null && side != Side.Raiser)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("code", tension.Code);
        json.WriteBoolean("draft", tension.Course is null);
        json.WriteBoolean("guides", guides);
        if (side == Side.Raiser)
        {
            json.WriteString("with", tension.Other.PartnerName);
            json.WriteString("what", tension.Matter?.What);
            json.WriteString("need", tension.Matter?.Need);
            json.WriteString("principle", tension.Matter?.Principle);
        }

        json.WriteStartArray("said");
        foreach (var (at, words) in side is null ? [] : Said(tension, side.Value))
        {
            json.WriteStartObject();
            json.WriteString("at", at);
            json.WriteString("words", words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("read");
        foreach (var look in looks)
        {
            json.WriteStringValue(InstantPattern.ExtendedIso.Format(look.At));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<(string? At, string Words)> Said(Tension tension, Side side) =>
    [
        .. tension.Sayings.Where(s => s.By == side).Select(s => ((string?)InstantPattern.ExtendedIso.Format(s.At), s.Words)),
        .. new[] { tension.Released, tension.Lesson }.Where(j => j?.By == side).Select(j => ((string?)null, j!.Words)),
    ];
}
