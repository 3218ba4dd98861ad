using System.Text.Json;
using System.Text.Json.Serialization;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;

namespace BotPartner.Core;

/// <summary>How everything that is stored is written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    ReadCommentHandling = JsonCommentHandling.Skip,
    Converters = [typeof(InstantJson)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Document<JsonElement>))]
[JsonSerializable(typeof(Document<Partnership>))]
[JsonSerializable(typeof(Document<Partner>))]
[JsonSerializable(typeof(Document<Member>))]
[JsonSerializable(typeof(Document<PlaceRecord>))]
[JsonSerializable(typeof(Document<Places.Move>))]
[JsonSerializable(typeof(Document<PersonRecord>))]
[JsonSerializable(typeof(Document<OneTimeCode>))]
[JsonSerializable(typeof(Document<Guesses>))]
[JsonSerializable(typeof(Document<Invitation>))]
[JsonSerializable(typeof(Document<Decision>))]
[JsonSerializable(typeof(Document<Electorate>))]
[JsonSerializable(typeof(Document<Box>))]
[JsonSerializable(typeof(Document<Urn>))]
[JsonSerializable(typeof(Document<Chain>))]
[JsonSerializable(typeof(Document<DecisionRecord>))]
[JsonSerializable(typeof(Document<RecordPage>))]
[JsonSerializable(typeof(Document<Mandates>))]
[JsonSerializable(typeof(Document<Objector>))]
[JsonSerializable(typeof(Document<Reminders>))]
[JsonSerializable(typeof(Document<Draft>))]
[JsonSerializable(typeof(Document<Agreed>))]
[JsonSerializable(typeof(Document<Tension>))]
[JsonSerializable(typeof(Decisions.Matter), TypeInfoPropertyName = "DecisionMatter")]
[JsonSerializable(typeof(Document<Principles.Principle>))]
[JsonSerializable(typeof(Principles.Catalogued[]))]
[JsonSerializable(typeof(Document<Digest>))]
[JsonSerializable(typeof(Document<Milestone>))]
[JsonSerializable(typeof(Document<Celebration>))]
[JsonSerializable(typeof(Document<KudosBox>))]
[JsonSerializable(typeof(Document<FirstStep>))]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(Form))]
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class CoreJson : JsonSerializerContext;
