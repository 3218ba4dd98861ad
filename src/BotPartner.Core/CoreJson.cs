using System.Text.Json;
using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core;

/// <summary>How everything that is stored is written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    ReadCommentHandling = JsonCommentHandling.Skip,
    Converters = [typeof(InstantJson)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Document<JsonElement>))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(Form))]
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class CoreJson : JsonSerializerContext;
