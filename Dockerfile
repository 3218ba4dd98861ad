FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY manifests manifests
COPY src/BotPartner.Core src/BotPartner.Core
COPY src/BotPartner src/BotPartner
RUN dotnet publish src/BotPartner --configuration Release --output /app -p:RestoreLockedMode=true

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The store lives on a volume that the unprivileged user of the base image may write.
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
VOLUME /data
ENV ASPNETCORE_HTTP_PORTS=3978 Storage__Sqlite__Path=/data/botpartner.db
EXPOSE 3978
ENTRYPOINT ["dotnet", "BotPartner.dll"]
