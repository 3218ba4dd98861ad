using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotPartner.Teams.Inbound;

/// <summary>What Teams delivers: the fields that are used, loosely typed; whatever else comes is kept aside and does no harm.</summary>
public sealed class Activity
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? ChannelId { get; set; }

    public string? ServiceUrl { get; set; }

    public string? Timestamp { get; set; }

    public string? LocalTimezone { get; set; }

    public string? Locale { get; set; }

    public string? Text { get; set; }

    public string? Action { get; set; }

    public string? ReplyToId { get; set; }

    public ChannelAccount? From { get; set; }

    public ChannelAccount? Recipient { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public TeamsChannelData? ChannelData { get; set; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; set; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; set; }

    public IReadOnlyList<Entity>? Entities { get; set; }

    /// <summary>What a card or a dialog sent back; of kind Undefined if there is none.</summary>
    public JsonElement Value { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>The tenant, which both places name; trusted because the request was authenticated.</summary>
    [JsonIgnore]
    public string? Tenant => ChannelData?.Tenant?.Id ?? Conversation?.TenantId;
}

/// <summary>A user or a bot.</summary>
public sealed class ChannelAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? AadObjectId { get; set; }

    public string? Role { get; set; }
}

/// <summary>A conversation.</summary>
public sealed class ConversationAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? ConversationType { get; set; }

    public string? TenantId { get; set; }

    public bool? IsGroup { get; set; }
}

/// <summary>What is peculiar to Teams.</summary>
public sealed class TeamsChannelData
{
    public Named? Tenant { get; set; }

    public Named? Team { get; set; }

    public Named? Channel { get; set; }

    public string? EventType { get; set; }
}

/// <summary>A thing with an id and perhaps a name.</summary>
public sealed class Named
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}

/// <summary>A mention (<c>mentioned</c>, <c>text</c>) or what the client says about itself (<c>locale</c>, <c>timezone</c>).</summary>
public sealed class Entity
{
    public string? Type { get; set; }

    public string? Text { get; set; }

    public ChannelAccount? Mentioned { get; set; }

    public string? Locale { get; set; }

    public string? Timezone { get; set; }
}

/// <summary>How activities are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Activity))]
public sealed partial class TeamsJson : JsonSerializerContext;
