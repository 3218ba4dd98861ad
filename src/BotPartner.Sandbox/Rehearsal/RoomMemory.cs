using System.Text.Json;
using System.Text.Json.Serialization;
using BotPartner.Sandbox.Slack;
using BotPartner.Sandbox.Teams;

namespace BotPartner.Sandbox.Rehearsal;

/// <summary>What of a rehearsal outlives its process, beside the bot's own store.</summary>
/// <param name="Ahead">How far the room's clock is ahead: there is no way back.</param>
/// <param name="TeamsUrl">Where Teams listens: the bot knows each conversation by the service's address.</param>
/// <param name="BotUrl">Where the bot listens: links to files lead there.</param>
/// <param name="Partners">How many were founded.</param>
/// <param name="Teams">What Teams remembers.</param>
/// <param name="Slack">What Slack remembers.</param>
internal sealed record RoomMemory(TimeSpan Ahead, string TeamsUrl, string BotUrl, int Partners, TeamsMemory Teams, SlackMemory Slack)
{
    /// <summary>Reads it; null where a rehearsal begins.</summary>
    /// <exception cref="ConfigurationException">There is a store, but nothing that can be gone on with.</exception>
    public static RoomMemory? Find(RehearsalOptions options)
    {
        if (options.Memory is null || (!File.Exists(options.Memory) && !File.Exists(options.Store)))
        {
            return null;
        }

        var folder = Path.GetDirectoryName(options.Memory);
        var remedy = $"Take another folder, or empty this one to begin anew: {folder}";
        if (!File.Exists(options.Store) || !File.Exists(options.Memory))
        {
            var (there, gone) = File.Exists(options.Store)
                ? ("the bot’s store", $"what the simulated Teams and Slack remember ({Path.GetFileName(options.Memory)}); perhaps its founding was cut short")
                : ("what the simulated Teams and Slack remember", $"the bot’s store ({Path.GetFileName(options.Store)})");
            throw new ConfigurationException($"The folder holds {there}, but not {gone}. A room cannot go on with one half. {remedy}");
        }

        try
        {
            using var file = File.OpenRead(options.Memory);
            return JsonSerializer.Deserialize(file, RoomMemoryJson.Default.RoomMemory) ?? throw new JsonException();
        }
        catch (JsonException damaged)
        {
            throw new ConfigurationException($"What the simulated Teams and Slack remember cannot be read: {options.Memory}. {remedy}", damaged);
        }
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(string path)
    {
        var fresh = $"{path}.new";
        using (var file = File.Create(fresh))
        {
            JsonSerializer.Serialize(file, this, RoomMemoryJson.Default.RoomMemory);
        }

        File.Move(fresh, path, overwrite: true);
    }
}

[JsonSerializable(typeof(RoomMemory))]
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
internal sealed partial class RoomMemoryJson : JsonSerializerContext;
