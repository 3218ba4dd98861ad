using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Blocks;

/// <summary>What a view carries in <c>private_metadata</c>: payloads of views name no channel, so the place travels with them.</summary>
/// <param name="Place">Where the view was opened from.</param>
/// <param name="Args">The form's arguments.</param>
public sealed record Carried(Place? Place, IReadOnlyDictionary<string, string> Args)
{
    private const int Limit = 3000;

    /// <summary>Whether the view was opened from the app's home.</summary>
    public bool FromHome { get; init; }

    /// <summary>As it travels.</summary>
    public string Write()
    {
        // The place's name is the one thing in it that nobody counted; it goes first.
        var written = Written(Place?.Name) is { Length: <= Limit } whole ? whole : Written(null);
        return written.Length <= Limit ? written : throw new InvalidOperationException($"what the form carries takes {written.Length} characters, more than {Limit}");
    }

    private string Written(string? called) => System.Text.Encoding.UTF8.GetString(Body.Of(w =>
    {
        if (Place is { } place)
        {
            w.WriteString("c"u8, place.Channel);
            w.WriteString("k"u8, place.Kind switch { PlaceKind.Personal => "p"u8, PlaceKind.Group => "g"u8, _ => "c"u8 });
            if (called is { } name)
            {
                w.WriteString("n"u8, name);
            }
        }

        if (FromHome)
        {
            w.WriteBoolean("h"u8, true);
        }

        w.WriteStartObject("a"u8);
        foreach (var (name, value) in Args)
        {
            w.WriteString(name, value);
        }

        w.WriteEndObject();
    }));

    /// <summary>What came back; nothing if it is not what was written.</summary>
    public static Carried Read(string? metadata, string team)
    {
        var args = new Dictionary<string, string>();
        try
        {
            using var document = JsonDocument.Parse(metadata ?? "{}");
            var root = document.RootElement;
            Reading.Collect(root.At("a"u8), args);
            var kind = root.Words("k"u8) switch { "p" => PlaceKind.Personal, "g" => PlaceKind.Group, _ => PlaceKind.Channel };
            var place = root.Words("c"u8) is { } channel ? new Place(SlackModule.Platform, team, channel, kind) { Name = root.Words("n"u8) } : null;
            return new(place, args) { FromHome = root.At("h"u8).ValueKind == JsonValueKind.True };
        }
        catch (Exception bad) when (Reading.IsBad(bad))
        {
            return new(null, new Dictionary<string, string>());
        }
    }
}
