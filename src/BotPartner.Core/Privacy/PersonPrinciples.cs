using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Principles;
using NodaTime.Text;

namespace BotPartner.Core.Privacy;

/// <summary>Writes down which principles a person acknowledged for their partner.</summary>
internal static class PersonPrinciples
{
    private const int Page = 200;

    /// <summary>Those of a partnership.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="documents">The store.</param>
    /// <param name="partnership">Which partnership.</param>
    /// <param name="them">Whether an account is theirs.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task Write(Utf8JsonWriter json, IDocuments documents, string partnership, Func<Person, bool> them, CancellationToken cancellation)
    {
        json.WriteStartArray("principles");
        await foreach (var entry in documents.All(partnership, PrincipleKinds.Principle.Name, Page, cancellation))
        {
            var principle = PrincipleKinds.Principle.Read(entry).State;
            foreach (var given in principle.Acknowledged.Values.Where(a => them(a.By)))
            {
                json.WriteStartObject();
                json.WriteNumber("number", principle.Number);
                json.WriteString("acknowledgedFor", given.Partner);
                json.WriteString("at", InstantPattern.ExtendedIso.Format(given.At));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
