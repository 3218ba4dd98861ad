using System.Text.Json;
using System.Text.Json.Serialization;
using BotPartner.Core.Documents;

namespace BotPartner.Tests.Storage;

/// <summary>A document to try the store with.</summary>
public sealed record Note(IReadOnlyDictionary<string, int> Counts)
{
    internal static readonly Kind<Note> Kind = new("note", 3, NoteJson.Default.DocumentNote);

    public static Note Empty => new(new Dictionary<string, int>());

    public Note Count(string name) =>
        new(new Dictionary<string, int>(Counts) { [name] = Counts.GetValueOrDefault(name) + 1 });
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [typeof(InstantJson)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Document<Note>))]
internal sealed partial class NoteJson : JsonSerializerContext;
