using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;

namespace BotPartner.Core.Privacy;

/// <summary>Writes down what a person did with milestones, what they said for their partner in celebrations, and their kudos.</summary>
internal static class PersonMilestones
{
    private const int Page = 200;

    /// <summary>Those of a partnership.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="documents">The store.</param>
    /// <param name="partnership">Which partnership.</param>
    /// <param name="them">Whether an account is theirs.</param>
    /// <param name="ids">The ids of their accounts.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task Write(
        Utf8JsonWriter json, IDocuments documents, string partnership, Func<Person, bool> them, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        json.WriteStartArray("milestones");
        await foreach (var entry in documents.All(partnership, MilestoneKinds.Milestone.Name, Page, cancellation))
        {
            One(json, MilestoneKinds.Milestone.Read(entry).State, them);
        }

        json.WriteEndArray();
        json.WriteStartArray("contributions");
        await foreach (var entry in documents.All(partnership, MilestoneKinds.Celebration.Name, Page, cancellation))
        {
            var celebration = MilestoneKinds.Celebration.Read(entry).State;
            foreach (var credit in celebration.Credits.Where(c => c.By is { } by && them(by)))
            {
                json.WriteStartObject();
                json.WriteNumber("milestone", celebration.Number);
                json.WriteString("partner", credit.Name);
                json.WriteString("line", credit.Line);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("kudos");
        await foreach (var entry in documents.All(partnership, MilestoneKinds.Kudos.Name, Page, cancellation))
        {
            var box = MilestoneKinds.Kudos.Read(entry).State;
            foreach (var press in box.Presses.Where(p => p.Given && ids.Contains(p.Giver)))
            {
                json.WriteStartObject();
                json.WriteNumber("milestone", box.Number);
                json.WriteString("kind", press.Kind);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void One(Utf8JsonWriter json, Milestone milestone, Func<Person, bool> them)
    {
        var (added, done, dropped) = (them(milestone.AddedBy), milestone.Done is { } d && them(d.By), milestone.Dropped is { } e && them(e.By));
        if (!added && !done && !dropped)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("number", milestone.Number);
        json.WriteString("title", milestone.Title);
        json.WriteBoolean("added", added);
        json.WriteBoolean("done", done);
        json.WriteBoolean("dropped", dropped);
        if (done)
        {
            json.WriteString("measured", milestone.Done!.Measured);
        }

        json.WriteEndObject();
    }
}
