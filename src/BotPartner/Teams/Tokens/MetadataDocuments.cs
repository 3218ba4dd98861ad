using Microsoft.IdentityModel.Protocols;

namespace BotPartner.Teams.Tokens;

/// <summary>Fetches the metadata and the keys: only from the host that was configured, bounded in size and time.</summary>
public sealed class MetadataDocuments(IHttpClientFactory http, TeamsSettings settings) : IDocumentRetriever
{
    /// <inheritdoc/>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var from = new Uri(address, UriKind.Absolute);
        var announced = settings.OpenIdMetadata;
        if (from.Scheme != announced.Scheme || from.Authority != announced.Authority)
        {
            throw new HttpRequestException($"the metadata point to another host, {from.Host}");
        }

        using var client = http.CreateClient(TeamsModule.HttpClient);
        return await client.GetStringAsync(from, cancel);
    }
}
